package io.github.reelay.conversation;

import static io.github.reelay.conversation.World.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.policy.Access;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.ContentRules;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Spending;
import io.github.reelay.storage.Database;
import io.github.reelay.storage.DatabaseOptions;
import io.github.reelay.storage.JdbiDrafts;
import io.github.reelay.storage.JdbiPreferences;
import io.github.reelay.storage.JdbiRuleStore;
import io.github.reelay.storage.JdbiSpending;
import io.github.reelay.storage.JdbiTaskStore;
import io.github.reelay.task.Money;
import io.github.reelay.task.PersonRef;
import io.github.reelay.task.Totals;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many people at once, on the real database: the sum never passes a limit. */
class RaceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
  private static final int AT_ONCE = 64;

  @TempDir private Path folder;

  @Test
  void moneyForTenAcceptsExactlyTenOfSixtyFourAtOnce() throws Exception {
    try (Database database = Database.open(DatabaseOptions.of(folder, null));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Dialogue dialogue = dialogue(database, "10.00");
      List<Callable<Answer>> asks = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        Wish wish = Wish.free("event-" + i, "a red fox", null);
        Speaker person = speaker(new PersonRef("telegram", "" + i % 7));
        asks.add(() -> dialogue.generate(person, wish));
      }

      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : people.invokeAll(asks)) {
        answers.add(answer.get());
      }

      assertThat(answers).filteredOn(Answer.Started.class::isInstance).hasSize(10);
      assertThat(answers)
          .filteredOn(answer -> answer instanceof Answer.Say)
          .hasSize(AT_ONCE - 10)
          .allSatisfy(answer -> assertThat(World.words(answer)).contains("may spend $10.00 a day"));
      assertThat(allToday(database)).isEqualTo(Money.of("10.00"));
    }
  }

  @Test
  void oneEventManyTimesAtOnceMakesOneTask() throws Exception {
    try (Database database = Database.open(DatabaseOptions.of(folder, null));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Dialogue dialogue = dialogue(database, "10.00");
      Callable<Answer> ask =
          () -> dialogue.generate(speaker(World.ANN), Wish.free("event", "a red fox", null));

      Set<Object> made = new HashSet<>();
      for (Future<Answer> answer : people.invokeAll(Collections.nCopies(16, ask))) {
        made.add(World.started(answer.get()).id());
      }

      assertThat(made).hasSize(1);
      assertThat(allToday(database)).isEqualTo(Money.of("1.00"));
    }
  }

  private static Money allToday(Database database) {
    Spending spending = new JdbiSpending(database);
    Limits limits = new Limits(LimitOptions.NONE, rules(database), ZoneOffset.UTC);
    Totals totals = spending.totals(World.ANN, World.GROUP, limits.windows(NOW));
    return totals.allToday();
  }

  private static Rules rules(Database database) {
    return new Rules(new JdbiRuleStore(database), () -> NOW);
  }

  private static Dialogue dialogue(Database database, String budget) {
    InstantSource clock = () -> NOW;
    JdbiTaskStore store = new JdbiTaskStore(database);
    Rules rules = rules(database);
    LimitOptions limits =
        LimitOptions.NONE.with(
            LimitKey.SPEND_PER_DAY_TOTAL, new LimitValue.Amount(Money.of(budget)));
    return new Dialogue(
        new Ports(
            new AcceptingDesk(store),
            store,
            new FixedMenu(),
            new PicturesOnly(Set.of()),
            new JdbiDrafts(database),
            new JdbiPreferences(database),
            new JdbiSpending(database),
            List.of(),
            () -> true,
            _ -> {}),
        new Policy(
            new Access(AccessOptions.OPEN, rules),
            new Limits(limits, rules, ZoneOffset.UTC),
            new ContentRules(ContentOptions.NONE),
            rules,
            new SwitchedProviders()),
        new BundleWording(new Texts(), "$", ZoneOffset.UTC),
        clock,
        new SecureRandom());
  }
}
