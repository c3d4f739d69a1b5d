package org.vigil.disinfection.order.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.edge.SubjectIds;

/** A person as a caller names one; at least one of the two numbers. */
@Schema(name = "Person")
public record PersonBody(
    @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) @Schema(examples = "张三") String name,
    @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,30}") @Schema(examples = "GW-017") String staffNo,
    @Nullable @Pattern(regexp = "\\+?[0-9](?:[ -]?[0-9]){4,19}") @Schema(examples = "13800005678")
        String phone) {

  public Person person() {
    return new Person(name, staffNo, phone);
  }

  /**
   * The person's pseudonym, the same in every service.
   *
   * @throws org.vigil.edge.Problem 400 {@code nobody-named} without a number
   */
  public String subjectId(SubjectIds ids) {
    return ids.of(phone, staffNo);
  }
}
