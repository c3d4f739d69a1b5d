package org.vigil.reporting.person.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.person.domain.Person;

/** A person as a department's system sends one: by staff number, phone, or both. */
@Schema(name = "Person")
public record PersonBody(
    @Schema(description = "姓名 / Name", examples = "张三")
        @NotBlank
        @Size(max = 50)
        @Pattern(regexp = Texts.LINE)
        String name,
    @Schema(
            description =
                "工号；手机号和工号至少一项，两项都填时以工号为准 / Staff number; at least one of the two, and this says"
                    + " who it is where both are given",
            examples = "A0017")
        @Nullable
        @Pattern(regexp = "[A-Za-z0-9._-]{1,30}")
        String staffNo,
    @Schema(description = "手机号 / Phone", examples = "13800005678")
        @Nullable
        @Pattern(regexp = "\\+?[0-9](?:[ -]?[0-9]){4,19}")
        String phone) {

  /** The person for the rules. */
  public Person person() {
    return new Person(name, staffNo, phone);
  }

  /** Whether a number says who it is. */
  public boolean hasNumber() {
    return phone != null || staffNo != null;
  }

  /** Whether the numbers are those of a person. */
  boolean isNamedAs(Person other) {
    return Objects.equals(phone, other.phone()) && Objects.equals(staffNo, other.staffNo());
  }
}
