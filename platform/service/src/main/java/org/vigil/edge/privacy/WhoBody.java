package org.vigil.edge.privacy;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;

/**
 * Whose data it is, named as in the records: by phone or staff number. Neither is kept; both
 * together are the phone's person, as everywhere.
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

  String subjectId(SubjectIds ids) {
    return ids.of(phone, staffNo);
  }
}
