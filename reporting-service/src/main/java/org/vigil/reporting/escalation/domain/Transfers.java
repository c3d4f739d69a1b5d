package org.vigil.reporting.escalation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.escalation.domain.Escalation.Handing;
import org.vigil.reporting.escalation.domain.Escalation.Offer;
import org.vigil.reporting.escalation.domain.Escalation.Open;
import org.vigil.reporting.escalation.domain.EscalationCommand.AcceptTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.DeclineTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetOfferPass;
import org.vigil.reporting.escalation.domain.EscalationCommand.OfferTransfer;
import org.vigil.reporting.escalation.domain.EscalationEvent.BuckPassingSuspected;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferAccepted;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferFailed;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferOffered;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * How a matter goes from one department to another (5-5): only with the other's word, counted, and
 * never so that the chain's time begins anew.
 */
final class Transfers {

  private Transfers() {}

  static Decision<EscalationEvent> offer(OfferTransfer offer, Open open) {
    Handing handing = open.handing();
    if (offer.to().equals(handing.department())) {
      return Decision.refuse(EscalationRefusal.OFFERED_TO_ITSELF);
    }
    if (handing.offer() != null) {
      return Decision.refuse(EscalationRefusal.OFFER_NOT_ANSWERED_YET);
    }
    TransferOffered offered =
        new TransferOffered(
            handing.offers() + 1,
            handing.department(),
            offer.to(),
            offer.by(),
            offer.now(),
            offer.now().plus(offer.acceptWithin().duration()),
            offer.reason(),
            open.subjectId(),
            offer.acceptWithin());
    boolean often = offered.number() >= offer.suspectAfter().number();
    return often
        ? suspecting(
            offered,
            open,
            offered(handing, offered),
            BuckPassingSuspected.Why.OFFERED_TOO_OFTEN,
            offer.now(),
            offer.suspectAfter())
        : Decision.accept(offered);
  }

  static Decision<EscalationEvent> accept(AcceptTransfer accepted, Open open) {
    Offer offer = open.handing().offer();
    if (offer == null || offer.number() != accepted.number()) {
      return Decision.refuse(EscalationRefusal.NO_SUCH_OFFER);
    }
    return Decision.accept(
        new TransferAccepted(
            offer.number(), open.handing().department(), offer.to(), accepted.by()));
  }

  static Decision<EscalationEvent> decline(DeclineTransfer declined, Open open) {
    Offer offer = open.handing().offer();
    if (offer == null || offer.number() != declined.number()) {
      return Decision.refuse(EscalationRefusal.NO_SUCH_OFFER);
    }
    return Decision.accept(failed(offer, open, TransferFailed.Why.DECLINED, declined.reason()));
  }

  static Decision<EscalationEvent> lapse(LetOfferPass passed, Open open) {
    Offer offer = open.handing().offer();
    if (offer == null || passed.dueAt().isBefore(offer.acceptBy())) {
      return Decision.accept();
    }
    return suspecting(
        failed(offer, open, TransferFailed.Why.NOT_ANSWERED, null),
        open,
        open.handing(),
        BuckPassingSuspected.Why.NOBODY_ANSWERED,
        passed.now(),
        offer.acceptWithin());
  }

  private static TransferFailed failed(
      Offer offer, Open open, TransferFailed.Why why, @Nullable String reason) {
    return new TransferFailed(
        offer.number(), open.handing().department(), offer.to(), why, reason, open.subjectId());
  }

  /** One lead for each reason: who looks at it sees how it went on. */
  private static Decision<EscalationEvent> suspecting(
      EscalationEvent event,
      Open open,
      Handing then,
      BuckPassingSuspected.Why why,
      Instant now,
      @Nullable Rule rule) {
    if (open.handing().suspected().contains(why)) {
      return Decision.accept(event);
    }
    return Decision.acceptAll(
        List.of(
            event,
            new BuckPassingSuspected(
                open.matter().occurrence(),
                open.matter().obligation(),
                then.department(),
                then.departments(),
                then.offers(),
                why,
                then.since() == null ? now : then.since(),
                now,
                rule)));
  }

  static Handing offered(Handing before, TransferOffered offered) {
    return new Handing(
        before.department(),
        offered.number(),
        new Offer(offered.number(), offered.to(), offered.acceptBy(), offered.acceptWithin()),
        plus(before.departments(), offered.to()),
        before.since() == null ? offered.at() : before.since(),
        before.suspected());
  }

  /** The offer is answered, and this is whose it is now. */
  static Handing answered(Handing before, String department) {
    return new Handing(
        department,
        before.offers(),
        null,
        before.departments(),
        before.since(),
        before.suspected());
  }

  static Handing suspected(Handing before, BuckPassingSuspected lead) {
    return new Handing(
        before.department(),
        before.offers(),
        before.offer(),
        before.departments(),
        before.since(),
        plus(before.suspected(), lead.why()));
  }

  private static <T> List<T> plus(List<T> known, T one) {
    List<T> more = new ArrayList<>(known);
    if (!more.contains(one)) {
      more.add(one);
    }
    return more;
  }
}
