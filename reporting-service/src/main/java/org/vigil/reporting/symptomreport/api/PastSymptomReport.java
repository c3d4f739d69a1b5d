package org.vigil.reporting.symptomreport.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.SymptomReport;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Details;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportSeparated;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

/** A symptom report as its events tell it, up to any of them. */
final class PastSymptomReport {

  private final String id;
  private final int version;
  private final Details details;
  private @Nullable String signal;
  private @Nullable Channel channel;
  private @Nullable Long lateBySeconds;
  private @Nullable Instant acknowledgedAt;
  private int corrections;

  private PastSymptomReport(List<Recorded<SymptomReportEvent>> known, Details details) {
    this.id = known.getFirst().stream().key();
    this.version = known.getLast().version();
    this.details = details;
    known.forEach(this::apply);
  }

  /** Empty where nothing was reported yet. */
  static Optional<PastSymptomReport> of(List<Recorded<SymptomReportEvent>> known) {
    SymptomReport state = SymptomReportDecider.CATEGORY.decider().initialState();
    for (Recorded<SymptomReportEvent> recorded : known) {
      state = SymptomReportDecider.CATEGORY.decider().evolve(state, recorded.event());
    }
    return state.reported().map(details -> new PastSymptomReport(known, details));
  }

  private void apply(Recorded<SymptomReportEvent> recorded) {
    switch (recorded.event()) {
      case SymptomReported it -> {
        signal = it.signal();
        channel = it.channel();
      }
      case LateReportDetected it -> lateBySeconds = it.lateBy().toSeconds();
      case ReportAcknowledged _ -> acknowledgedAt = recorded.recordedAt();
      case ReportCorrected _ -> corrections++;
      case SymptomaticPersonIdentified _,
          SymptomReportJoined _,
          SymptomReportSeparated _,
          ReportRevealed _ -> {}
    }
  }

  String department() {
    return details.department();
  }

  String subjectId() {
    return details.subjectId();
  }

  int version() {
    return version;
  }

  private String status() {
    if (details.matter() != null) {
      return Answer.JOINED;
    }
    return acknowledgedAt == null ? "OPEN" : "ACKNOWLEDGED";
  }

  Answer.Shown shown(boolean withHealth, @Nullable List<String> reportsOfPerson) {
    Person person = details.person().masked();
    Observation seen = details.observation();
    Integer tenths = seen.temperatureTenthsCelsius();
    return new Answer.Shown(
        id,
        details.department(),
        status(),
        new Answer.MaskedPerson(person.name(), person.phone()),
        details.identified(),
        channel == null ? null : channel.name(),
        withHealth ? seen.symptoms().stream().map(Enum::name).toList() : null,
        withHealth && tenths != null ? BigDecimal.valueOf(tenths, 1) : null,
        seen.onsetAt(),
        seen.knownAt(),
        details.reportedAt(),
        lateBySeconds != null,
        lateBySeconds,
        corrections,
        acknowledgedAt,
        signal,
        details.matter(),
        reportsOfPerson);
  }
}
