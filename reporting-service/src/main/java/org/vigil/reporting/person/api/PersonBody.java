package org.vigil.reporting.person.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;
import org.vigil.reporting.person.domain.Person;

/** A person as a department's system sends one: by phone, staff number, or both. */
@Schema(name = "Person")
public record PersonBody(
    @Schema(description = "姓名 / Name", examples = "张三")
        @NotBlank
        @Size(max = 50)
        @Pattern(regexp = Texts.LINE)
        String name,
    @Schema(
            description = "工号；手机号和工号至少一项 / Staff number; at least one of the two",
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

  /** The pseudonym; refuses a body that names nobody. */
  public String subjectId(SubjectIds ids) {
    return ids.of(phone, staffNo);
  }
}
