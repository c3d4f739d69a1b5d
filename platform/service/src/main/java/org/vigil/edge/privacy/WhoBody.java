package org.vigil.edge.privacy;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;

/**
 * Whose data it is, named as in the records: by staff number or phone. Neither is kept. What was
 * recorded with both is kept under the staff number, what was recorded with the phone alone perhaps
 * under the phone: both together are whatever is kept under either.
 */
@Schema(name = "Who")
public record WhoBody(
    @Schema(description = "手机号 / Phone", examples = "13800005678")
        @Nullable
        @Pattern(regexp = "\\+?[0-9](?:[ -]?[0-9]){4,19}")
        String phone,
    @Schema(description = "工号 / Staff number", examples = "A0017")
        @Nullable
        @Pattern(regexp = "[A-Za-z0-9._-]{1,30}")
        String staffNo) {

  /** Under which somebody is kept first of all. */
  String subjectId(SubjectIds ids) {
    return ids.of(phone, staffNo);
  }

  /** Under which the same person may be kept besides; empty where one number is given. */
  Optional<String> phoneSubjectId(SubjectIds ids) {
    return staffNo == null ? Optional.empty() : ids.ofPhone(phone);
  }
}
