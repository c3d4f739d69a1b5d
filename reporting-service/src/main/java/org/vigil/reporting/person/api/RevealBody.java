package org.vigil.reporting.person.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why somebody needs to see personal data. */
@Schema(name = "Reveal")
public record RevealBody(
    @Schema(description = "查看个人信息的用途，将被记录 / What for; it is recorded", examples = "电话核实病情")
        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Texts.LINE)
        String purpose) {}
