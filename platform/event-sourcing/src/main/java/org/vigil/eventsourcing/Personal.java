package org.vigil.eventsourcing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event (or of a record inside one) as personal: a name, a number that
 * identifies, a phone, a health detail. A personal field is stored encrypted and never leaves its
 * service in the clear: publishing masks it.
 *
 * <p>It belongs to the pseudonymous {@code subjectId} of the nearest record around it that has such
 * a component. Where that is null, nobody in particular is meant, and it belongs to the stream.
 *
 * <p>Once the person is forgotten it reads as {@link #ERASED} if it is a text, as an empty list, or
 * else as null; so its type is never a primitive.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {

  /** What a personal text reads as once its person is forgotten. */
  String ERASED = "已删除";

  /** What others may see in its place. */
  Mask mask() default Mask.REMOVED;

  /** How a personal text is shown to those who need not know it. */
  enum Mask {
    /** Nothing at all: the field is left out. */
    REMOVED,
    /** The first character and a star: {@code 张*}. */
    NAME,
    /** The last four digits: {@code *******5678}. */
    PHONE;

    /** A text as others may see it; what is erased stays recognisable as that. */
    public String of(String text) {
      if (text.equals(ERASED)) {
        return ERASED;
      }
      return switch (this) {
        case REMOVED -> "";
        case NAME -> text.isEmpty() ? "" : Character.toString(text.codePointAt(0)) + "*";
        case PHONE -> "*******" + text.substring(Math.max(0, text.length() - 4));
      };
    }
  }
}
