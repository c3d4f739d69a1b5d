package org.vigil.reporting.person.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Page;
import org.vigil.reporting.rows.Candidate;

/** Pages of what was listed then, out of what is listed now. */
class PastPageTest {

  private final List<String> folded = new ArrayList<>();

  /** So many candidates, of which those were known at the instant that can be divided by this. */
  private Page<String> page(int candidates, int limit, long before, int knownEach) {
    return PastPage.of(
        new PageRequest(limit, before),
        (position, rows) ->
            LongStream.rangeClosed(1, candidates)
                .map(n -> candidates + 1 - n)
                .filter(n -> n < position)
                .limit(rows)
                .mapToObj(n -> new Candidate(Long.toString(n), n))
                .toList(),
        id -> {
          folded.add(id);
          return Long.parseLong(id) % knownEach == 0 ? Optional.of(id) : Optional.empty();
        });
  }

  @Test
  void the_newest_come_first_and_the_next_page_goes_on_behind_them() {
    Page<String> first = page(5, 2, Long.MAX_VALUE, 1);
    assertThat(first.items()).containsExactly("5", "4");

    Page<String> second = page(5, 2, Long.parseLong(first.next()), 1);
    Page<String> third = page(5, 2, Long.parseLong(second.next()), 1);

    assertThat(second.items()).containsExactly("3", "2");
    assertThat(third.items()).containsExactly("1");
    assertThat(third.next()).isNull();
  }

  @Test
  void a_page_that_is_just_full_is_the_last() {
    Page<String> page = page(2, 2, Long.MAX_VALUE, 1);

    assertThat(page.items()).containsExactly("2", "1");
    assertThat(page.next()).isNull();
  }

  @Test
  void what_was_not_known_takes_no_place_on_the_page() {
    Page<String> page = page(10, 2, Long.MAX_VALUE, 3);

    assertThat(page.items()).containsExactly("9", "6");
    assertThat(page(10, 2, Long.parseLong(page.next()), 3).items()).containsExactly("3");
  }

  @Test
  void one_answer_folds_no_more_than_it_may_and_the_rest_is_behind_its_next() {
    Page<String> page = page(5_000, 2, Long.MAX_VALUE, 5_001);

    assertThat(page.items()).isEmpty();
    assertThat(folded).hasSizeBetween(1_000, 1_002);
    assertThat(page.next()).isEqualTo(folded.getLast());
  }
}
