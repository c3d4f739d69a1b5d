package org.vigil.eventsourcing.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/** Where the personal fields of an event type are, worked out once. */
public final class PersonalFields {

  static final String SUBJECT = "subjectId";

  private final List<Field> fields;
  private final boolean namesSubject;

  private PersonalFields(List<Field> fields, boolean namesSubject) {
    this.fields = List.copyOf(fields);
    this.namesSubject = namesSubject;
  }

  /** Does something with the value of one personal field. */
  interface Change {
    /**
     * @param owner whose it is; null where no record around it says so
     * @return what comes in its place; null to leave it out
     */
    @Nullable JsonNode of(@Nullable String owner, JsonNode value, Erased erased);
  }

  /** What a field reads as once its person is forgotten. */
  enum Erased {
    TEXT,
    LIST,
    ABSENT;

    @Nullable JsonNode value() {
      return switch (this) {
        case TEXT -> JsonNodeFactory.instance.textNode(Personal.ERASED);
        case LIST -> JsonNodeFactory.instance.arrayNode();
        case ABSENT -> null;
      };
    }
  }

  /**
   * One component that is personal or has personal ones inside.
   *
   * @param erased null if the component itself is not personal
   * @param inside what is inside it, or inside its elements; null if it is personal itself
   */
  private record Field(String name, @Nullable Erased erased, @Nullable PersonalFields inside) {}

  /**
   * The personal fields of a record.
   *
   * @return empty if it has none
   * @throws IllegalArgumentException if one could not be erased, or nothing says whose it is
   */
  public static Optional<PersonalFields> of(Class<?> record) {
    PersonalFields found = of(record, false);
    return found.fields.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static PersonalFields of(Class<?> record, boolean subjectAround) {
    boolean named =
        Arrays.stream(record.getRecordComponents()).anyMatch(c -> c.getName().equals(SUBJECT));
    List<Field> fields = new ArrayList<>();
    RecordComponent[] components = record.getRecordComponents();
    // In the order of the stored document, which is that in which the vault gives values back.
    Arrays.sort(components, Comparator.comparing(RecordComponent::getName));
    for (RecordComponent component : components) {
      if (component.isAnnotationPresent(Personal.class)) {
        if (component.getType().isPrimitive()) {
          throw new IllegalArgumentException(place(record, component) + " cannot be erased");
        }
        if (!named && !subjectAround) {
          throw new IllegalArgumentException(
              place(record, component) + " is personal, and no subjectId says whose it is");
        }
        fields.add(new Field(component.getName(), erased(component.getType()), null));
        continue;
      }
      Class<?> inner = recordIn(component.getGenericType());
      if (inner != null) {
        PersonalFields inside = of(inner, named || subjectAround);
        if (!inside.fields.isEmpty()) {
          fields.add(new Field(component.getName(), null, inside));
        }
      }
    }
    return new PersonalFields(fields, named);
  }

  private static String place(Class<?> record, RecordComponent component) {
    return record.getName() + "." + component.getName();
  }

  private static Erased erased(Class<?> type) {
    if (type == String.class) {
      return Erased.TEXT;
    }
    return Collection.class.isAssignableFrom(type) ? Erased.LIST : Erased.ABSENT;
  }

  private static @Nullable Class<?> recordIn(Type type) {
    return switch (type) {
      case Class<?> one when one.isRecord() -> one;
      case ParameterizedType many
          when many.getActualTypeArguments().length == 1
              && many.getActualTypeArguments()[0] instanceof Class<?> element
              && element.isRecord() ->
          element;
      default -> null;
    };
  }

  /** Gives what the vault said is erased the form that its type has for that. */
  public void formErased(ObjectNode event) {
    change(
        event,
        (_, value, erased) -> Personal.ERASED.equals(value.textValue()) ? erased.value() : value);
  }

  /** Puts something in the place of every personal value. */
  void change(ObjectNode event, Change change) {
    change(event, null, change);
  }

  private void change(ObjectNode record, @Nullable String around, Change change) {
    String owner = around;
    if (namesSubject && record.path(SUBJECT).isTextual()) {
      owner = record.path(SUBJECT).textValue();
    }
    for (Field field : fields) {
      JsonNode value = record.get(field.name);
      if (value == null || value.isNull()) {
        continue;
      }
      if (field.erased != null) {
        JsonNode changed = change.of(owner, value, field.erased);
        if (changed == null) {
          record.remove(field.name);
        } else {
          record.set(field.name, changed);
        }
      } else if (field.inside != null) {
        inside(field.inside, value, owner, change);
      }
    }
  }

  private static void inside(
      PersonalFields inside, JsonNode value, @Nullable String owner, Change change) {
    switch (value) {
      case ObjectNode one -> inside.change(one, owner, change);
      case ArrayNode many -> many.forEach(one -> inside(inside, one, owner, change));
      default -> {}
    }
  }
}
