package org.vigil.reporting.symptomreport.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
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
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.symptomreport.domain.Symptom;

/** What a department's system sends. */
@Schema(
    name = "SymptomReportRequest",
    examples =
        """
        {"department":"GWYC","person":{"name":"张三","staffNo":"A0017","phone":"13800005678"},
        "symptoms":["FEVER","COUGH"],"temperatureCelsius":38.2,
        "onsetAt":"2026-11-23T07:30:00+08:00","knownAt":"2026-11-23T08:10:00+08:00",
        "note":"已居家"}
        """)
public record SymptomReportBody(
    @Schema(description = "上报科室 / The reporting department")
        @NotNull
        @Pattern(regexp = Texts.DEPARTMENT)
        String department,
    @Schema(description = "手机号、工号都不掌握时可只填姓名，将标记为身份待核 / A name alone is kept and flagged")
        @NotNull
        @Valid
        PersonBody person,
    @Schema(description = "症状；OTHER 须有 note / Symptoms; OTHER needs a note")
        @NotEmpty
        @Size(max = 4)
        List<@NotNull Symptom> symptoms,
    @Schema(description = "体温，一位小数 / Temperature, one decimal", minimum = "30.0", maximum = "45.0")
        @Nullable
        @DecimalMin("30.0")
        @DecimalMax("45.0")
        @Digits(integer = 2, fraction = 1)
        BigDecimal temperatureCelsius,
    @Schema(description = "发病时间 / When it began") @NotNull Instant onsetAt,
    @Schema(description = "科室知悉时间 / When the department first knew") @NotNull Instant knownAt,
    @Schema(
            description =
                "SYSTEM 科室系统, PERSON 本人, PHONE 电话（办公室代录）；不填为 SYSTEM / How it came; SYSTEM unless"
                    + " said")
        @Nullable Channel channel,
    @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String note,
    @Schema(description = "所回应的信号编号，如来访登记号，可不填 / The signal that this answers, a visit perhaps")
        @Nullable
        @Pattern(regexp = Texts.ID)
        String signal) {}
