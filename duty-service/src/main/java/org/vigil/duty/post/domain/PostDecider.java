package org.vigil.duty.post.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.post.domain.Post.Gap;
import org.vigil.duty.post.domain.Post.Guard;
import org.vigil.duty.post.domain.Post.Unknown;
import org.vigil.duty.post.domain.Post.Watched;
import org.vigil.duty.post.domain.PostCommand.CheckIn;
import org.vigil.duty.post.domain.PostCommand.CheckOut;
import org.vigil.duty.post.domain.PostCommand.Clockwork;
import org.vigil.duty.post.domain.PostCommand.LetTimePass;
import org.vigil.duty.post.domain.PostCommand.WatchExit;
import org.vigil.duty.post.domain.PostEvent.Cause;
import org.vigil.duty.post.domain.PostEvent.End;
import org.vigil.duty.post.domain.PostEvent.ExitUnguarded;
import org.vigil.duty.post.domain.PostEvent.ExitWatched;
import org.vigil.duty.post.domain.PostEvent.GuardCheckInExpired;
import org.vigil.duty.post.domain.PostEvent.GuardDuty;
import org.vigil.duty.post.domain.PostEvent.GuardDutySet;
import org.vigil.duty.post.domain.PostEvent.GuardGapEnded;
import org.vigil.duty.post.domain.PostEvent.GuardLeftPost;
import org.vigil.duty.post.domain.PostEvent.GuardPostManned;
import org.vigil.duty.post.domain.PostEvent.GuardPostVacated;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of guarded exits (3.3-a, 3.3-b). */
public final class PostDecider implements Decider<PostCommand, Post, PostEvent> {

  /** The category of the streams; a stream's key is the exit's code. */
  public static final String NAME = "guard-post";

  static final String LOOK = "look";
  static final String HEAD = "head";
  static final String OFFICE = "office";

  /** A deadline for each guard's check-in. */
  static final String EXPIRES = "expires:";

  /**
   * @param clockwork what holds at an instant; it is asked for the instant at which a deadline was
   *     due, so a downtime over a change does not move the gap that begins with it
   */
  public static Category<PostCommand, Post, PostEvent> category(
      Function<Instant, Clockwork> clockwork) {
    return new Category<>(
        NAME,
        new PostDecider(),
        PostEvent.class,
        PostDecider::deadlines,
        (_, dueAt) -> new LetTimePass(dueAt, clockwork.apply(dueAt)));
  }

  private static List<Change> deadlines(PostEvent event) {
    return switch (event) {
      case GuardDutySet duty -> List.of(new Schedule(LOOK, duty.nextLookAt()));
      case GuardPostManned manned ->
          List.of(new Schedule(EXPIRES + manned.subjectId(), manned.holdsUntil()));
      case GuardLeftPost left -> List.of(new Cancel(EXPIRES + left.subjectId()));
      case GuardPostVacated gap ->
          List.of(new Schedule(HEAD, gap.headDueAt()), new Schedule(OFFICE, gap.officeDueAt()));
      case GuardGapEnded _ -> List.of(new Cancel(HEAD), new Cancel(OFFICE));
      case ExitWatched _, GuardCheckInExpired _, ExitUnguarded _ -> List.of();
    };
  }

  @Override
  public Post initialState() {
    return new Unknown();
  }

  @Override
  public Decision<PostEvent> decide(PostCommand command, Post state) {
    return switch (state) {
      case Unknown _ ->
          switch (command) {
            case WatchExit exit -> Decision.acceptAll(watch(exit, null));
            case CheckIn _, CheckOut _ -> refuse(PostRefusal.NO_SUCH_POST);
            case LetTimePass _ -> accept();
          };
      case Watched post ->
          switch (command) {
            case WatchExit exit ->
                same(exit, post) ? accept() : Decision.acceptAll(watch(exit, post));
            case CheckIn guard when post.guards().containsKey(guard.subjectId()) ->
                refuse(PostRefusal.GUARD_ALREADY_AT_POST);
            case CheckIn guard -> Decision.acceptAll(checkIn(guard, post));
            case CheckOut guard when !post.guards().containsKey(guard.subjectId()) ->
                refuse(PostRefusal.GUARD_NOT_AT_POST);
            case CheckOut guard -> Decision.acceptAll(checkOut(guard, post));
            case LetTimePass passed -> Decision.acceptAll(letTimePass(passed, post));
          };
    };
  }

  private static boolean same(WatchExit exit, Watched post) {
    return exit.department().equals(post.department())
        && exit.middleGate() == post.middleGate()
        && exit.open() == post.open();
  }

  private List<PostEvent> watch(WatchExit exit, @Nullable Watched before) {
    Story story = new Story(before == null ? new Unknown() : before);
    story.add(
        new ExitWatched(
            exit.exit(), exit.department(), exit.middleGate(), exit.open(), exit.now()));
    look(story, exit.now(), exit.clock());
    return story.events;
  }

  private List<PostEvent> checkIn(CheckIn guard, Watched post) {
    Story story = new Story(post);
    Instant holdsUntil = guard.now().plus(guard.clock().checkInHolds());
    story.add(
        new GuardPostManned(
            post.exit(),
            post.department(),
            guard.subjectId(),
            guard.name(),
            guard.now(),
            holdsUntil));
    Gap gap = story.post().gap();
    if (gap != null) {
      story.add(
          new GuardGapEnded(post.exit(), post.department(), gap.since(), guard.now(), End.MANNED));
    }
    return story.events;
  }

  private List<PostEvent> checkOut(CheckOut guard, Watched post) {
    Story story = new Story(post);
    story.add(new GuardLeftPost(post.exit(), post.department(), guard.subjectId(), guard.now()));
    openGapIfUnguarded(
        story, guard.now(), guard.clock(), Cause.LEFT_WITHOUT_RELIEF, guard.subjectId());
    return story.events;
  }

  private List<PostEvent> letTimePass(LetTimePass passed, Watched post) {
    Story story = new Story(post);
    expire(story, passed);
    Instant nextLookAt = post.nextLookAt();
    if (nextLookAt != null && !passed.dueAt().isBefore(nextLookAt)) {
      look(story, nextLookAt, passed.clock());
    }
    Gap gap = story.post().gap();
    if (gap != null) {
      int stage = 0;
      if (!passed.dueAt().isBefore(gap.officeDueAt())) {
        stage = 2;
      } else if (!passed.dueAt().isBefore(gap.headDueAt())) {
        stage = 1;
      }
      if (stage > gap.told()) {
        story.add(
            new ExitUnguarded(
                post.exit(), post.department(), story.post().duty(), gap.since(), stage));
      }
    }
    return story.events;
  }

  /** Who did not check out is not there any more as far as the record can tell. */
  private void expire(Story story, LetTimePass passed) {
    story.post().guards().entrySet().stream()
        .filter(guard -> !guard.getValue().holdsUntil().isAfter(passed.dueAt()))
        .sorted(Comparator.comparing(guard -> guard.getValue().holdsUntil()))
        .toList()
        .forEach(
            guard -> {
              Instant at = guard.getValue().holdsUntil();
              Watched post = story.post();
              story.add(
                  new GuardCheckInExpired(post.exit(), post.department(), guard.getKey(), at));
              openGapIfUnguarded(story, at, passed.clock(), Cause.CHECK_IN_EXPIRED, guard.getKey());
            });
  }

  /**
   * Looks at the duty of the moment {@code at}; a gap begins or ends exactly there. Where this is
   * done later, a guard who has come since was not there.
   */
  private static void look(Story story, Instant at, Clockwork clock) {
    Watched post = story.post();
    GuardDuty duty = duty(post, clock);
    story.add(new GuardDutySet(post.exit(), duty, at, clock.nextChangeAt()));
    Gap gap = post.gap();
    if (gap != null && !duty.required()) {
      story.add(
          new GuardGapEnded(
              post.exit(),
              post.department(),
              gap.since(),
              at,
              duty == GuardDuty.EXIT_CLOSED ? End.EXIT_CLOSED : End.DUTY_ENDED));
    }
    Optional<Instant> firstCame =
        post.guards().values().stream().map(Guard::since).min(Comparator.naturalOrder());
    if (gap == null && duty.required() && firstCame.filter(at::isBefore).isPresent()) {
      story.add(vacated(story.post(), at, clock, Cause.NOBODY_CAME, null));
      story.add(new GuardGapEnded(post.exit(), post.department(), at, firstCame.get(), End.MANNED));
    } else {
      openGapIfUnguarded(story, at, clock, Cause.NOBODY_CAME, null);
    }
  }

  private static GuardDuty duty(Watched post, Clockwork clock) {
    if (!post.open()) {
      return GuardDuty.EXIT_CLOSED;
    }
    return switch (clock.working()) {
      case YES -> GuardDuty.WORKING_TIME;
      case NO -> post.middleGate() ? GuardDuty.MIDDLE_GATE : GuardDuty.NONE;
      case UNKNOWN -> post.middleGate() ? GuardDuty.MIDDLE_GATE : GuardDuty.CALENDAR_UNKNOWN;
    };
  }

  private static void openGapIfUnguarded(
      Story story, Instant at, Clockwork clock, Cause cause, @Nullable String lastGuard) {
    Watched post = story.post();
    if (post.gap() == null && post.duty().required() && post.guards().isEmpty()) {
      story.add(vacated(post, at, clock, cause, lastGuard));
    }
  }

  private static GuardPostVacated vacated(
      Watched post, Instant since, Clockwork clock, Cause cause, @Nullable String lastGuard) {
    return new GuardPostVacated(
        post.exit(),
        post.department(),
        post.duty(),
        cause,
        lastGuard,
        since,
        since.plus(clock.headAfter()),
        since.plus(clock.officeAfter()));
  }

  /** Events that follow from each other, and where they lead. */
  private final class Story {
    private final List<PostEvent> events = new ArrayList<>();
    private Post state;

    Story(Post state) {
      this.state = state;
    }

    void add(PostEvent event) {
      events.add(event);
      state = evolve(state, event);
    }

    Watched post() {
      return watched(state);
    }
  }

  private static Watched watched(Post state) {
    return switch (state) {
      case Unknown _ -> throw new IllegalStateException("nobody watches this exit");
      case Watched post -> post;
    };
  }

  @Override
  public Post evolve(Post state, PostEvent event) {
    return switch (event) {
      case ExitWatched(var exit, var department, var middleGate, var open, _) ->
          switch (state) {
            case Unknown _ ->
                new Watched(
                    exit, department, middleGate, open, GuardDuty.NONE, null, Map.of(), null);
            case Watched p ->
                new Watched(
                    exit,
                    department,
                    middleGate,
                    open,
                    p.duty(),
                    p.nextLookAt(),
                    p.guards(),
                    p.gap());
          };
      case GuardDutySet(_, var duty, _, var nextLookAt) -> {
        Watched p = watched(state);
        yield new Watched(
            p.exit(),
            p.department(),
            p.middleGate(),
            p.open(),
            duty,
            nextLookAt,
            p.guards(),
            p.gap());
      }
      case GuardPostManned manned -> {
        Watched p = watched(state);
        Map<String, Guard> guards = new HashMap<>(p.guards());
        guards.put(manned.subjectId(), new Guard(manned.name(), manned.at(), manned.holdsUntil()));
        yield with(p, guards, p.gap());
      }
      case GuardLeftPost left -> without(watched(state), left.subjectId());
      case GuardCheckInExpired expired -> without(watched(state), expired.subjectId());
      case GuardPostVacated gap -> {
        Watched p = watched(state);
        yield with(p, p.guards(), new Gap(gap.since(), gap.headDueAt(), gap.officeDueAt(), 0));
      }
      case ExitUnguarded unguarded -> {
        Watched p = watched(state);
        Gap gap = p.gap();
        yield gap == null
            ? p
            : with(
                p,
                p.guards(),
                new Gap(gap.since(), gap.headDueAt(), gap.officeDueAt(), unguarded.stage()));
      }
      case GuardGapEnded _ -> {
        Watched p = watched(state);
        yield with(p, p.guards(), null);
      }
    };
  }

  private static Watched without(Watched p, String guard) {
    Map<String, Guard> guards = new HashMap<>(p.guards());
    guards.remove(guard);
    return with(p, guards, p.gap());
  }

  private static Watched with(Watched p, Map<String, Guard> guards, @Nullable Gap gap) {
    return new Watched(
        p.exit(), p.department(), p.middleGate(), p.open(), p.duty(), p.nextLookAt(), guards, gap);
  }
}
