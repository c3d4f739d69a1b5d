package org.vigil.reporting.symptomreport.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.symptomreport.domain.Symptom;

/** The whole report as it should read, and why. */
@Schema(
    name = "SymptomReportCorrection",
    examples =
        """
        {"person":{"name":"张三","staffNo":"A0017","phone":"13800005678"},"symptoms":["FEVER"],
        "temperatureCelsius":38.5,"onsetAt":"2026-11-23T07:30:00+08:00",
        "knownAt":"2026-11-23T08:10:00+08:00","reason":"复测体温"}
        """)
public record CorrectionBody(
    @NotNull @Valid PersonBody person,
    @Schema(description = "症状；空表示核实后并无症状 / Symptoms; none: it turned out that there are none")
        @NotNull
        @Size(max = 4)
        List<@NotNull Symptom> symptoms,
    @Nullable @DecimalMin("30.0") @DecimalMax("45.0") @Digits(integer = 2, fraction = 1)
        BigDecimal temperatureCelsius,
    @NotNull Instant onsetAt,
    @NotNull Instant knownAt,
    @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String note,
    @Schema(description = "更正原因 / Why") @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE)
        String reason) {}
