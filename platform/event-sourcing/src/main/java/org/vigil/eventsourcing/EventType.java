package org.vigil.eventsourcing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event is stored and published, for ever. With the owning service and the
 * version it makes the published type, {@code vigil.reporting.symptom-reported.v1}. The record's
 * class name plays no part, so that a class may be renamed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** The fact in kebab case and past tense. Check its spelling: it stays. */
  String value();

  /** Raised when the shape changes in a way that an old reader would not survive. */
  int version() default 1;

  /**
   * How older versions still read: the first turns version 1 into 2, the next 2 into 3, up to
   * {@link #version()}. As many as there are older versions.
   */
  Class<? extends Upcaster>[] upcasters() default {};
}
