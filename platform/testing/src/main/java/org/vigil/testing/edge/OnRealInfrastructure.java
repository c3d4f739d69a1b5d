package org.vigil.testing.edge;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a {@code @QuarkusTest} a database of its own, a broker and an identity provider, all real.
 * The service is started anew for each such test class, in a JVM that is warm after the first.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(value = VigilResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
public @interface OnRealInfrastructure {

  /** Whether there is a broker; a service runs without one too. */
  boolean kafka() default true;
}
