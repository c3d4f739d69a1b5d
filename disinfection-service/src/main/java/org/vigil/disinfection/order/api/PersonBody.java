package org.vigil.disinfection.order.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.edge.SubjectIds;

/** A person as a caller names one; at least one number, and the staff number comes first. */
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

  /**
   * The pseudonym of whom a correction names: with the numbers of before it is the person of
   * before, also where an order of old is kept under the phone though a staff number was given.
   *
   * @param beforeId under which the person is kept
   */
  public String subjectId(SubjectIds ids, Person before, String beforeId) {
    String id = subjectId(ids);
    return Objects.equals(phone, before.phone()) && Objects.equals(staffNo, before.staffNo())
        ? beforeId
        : id;
  }
}
