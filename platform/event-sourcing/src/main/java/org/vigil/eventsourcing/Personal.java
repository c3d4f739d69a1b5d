package org.vigil.eventsourcing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event (or of a record inside one) as personal: a name, a number that
 * identifies, a phone, a health detail. A personal field never leaves its service in the clear:
 * publishing masks it. An event that has one also has a field that says whose it is, a pseudonymous
 * {@code subjectId}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {

  /** What others may see in its place. */
  Mask mask() default Mask.REMOVED;

  /** How a personal text is shown to those who need not know it. */
  enum Mask {
    /** Nothing at all: the field is left out. */
    REMOVED,
    /** The first character and a star: {@code 张*}. */
    NAME,
    /** The last four digits: {@code *******5678}. */
    PHONE
  }
}
