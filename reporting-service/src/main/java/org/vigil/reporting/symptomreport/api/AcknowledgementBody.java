package org.vigil.reporting.symptomreport.api;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.person.api.Texts;

/** The office has taken note; {@code {}} is enough. */
@Schema(name = "SymptomReportAcknowledgement", examples = "{\"note\":\"收到，已电话核实\"}")
public record AcknowledgementBody(
    @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String note) {}
