package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.PictureFetcher.FetchResult;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.storage.JdbiDraftStore;
import io.github.reelay.storage.JdbiPreferenceStore;
import io.github.reelay.storage.JdbiRuleStore;
import io.github.reelay.storage.JdbiSpendReports;
import io.github.reelay.storage.JdbiTaskStore;
import io.github.reelay.storage.TaskRowReader;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.FakePoster;
import io.github.reelay.testing.FakeProviderControl;
import io.github.reelay.testing.FixedCatalogue;
import io.github.reelay.testing.ImmediateTaskService;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.testing.RecordingContacts;
import io.github.reelay.tracking.port.Alert;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
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
    try (Database database = Database.open(new DatabaseOptions.Embedded(folder));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      ConversationCalls conversation = dialogue(database, "10.00");
      List<Callable<Answer>> asks = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        RequestInput input = RequestInput.ofText("event-" + i, "a red fox", null);
        Sender person = sender(new PersonRef("telegram", "" + i % 7));
        asks.add(() -> conversation.generate(person, input));
      }

      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : people.invokeAll(asks)) {
        answers.add(answer.get());
      }

      assertThat(answers).filteredOn(Answer.TaskStarted.class::isInstance).hasSize(10);
      assertThat(answers)
          .filteredOn(answer -> answer instanceof Answer.Reply)
          .hasSize(AT_ONCE - 10)
          .allSatisfy(answer ->
              assertThat(ConversationFixture.words(answer)).contains("may spend $10.00 a day"));
      assertThat(allToday(database)).isEqualTo(Money.of("10.00"));
    }
  }

  @Test
  void oneEventManyTimesAtOnceMakesOneTask() throws Exception {
    try (Database database = Database.open(new DatabaseOptions.Embedded(folder));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      ConversationCalls conversation = dialogue(database, "10.00");
      Callable<Answer> ask =
          () ->
              conversation.generate(
                  sender(ConversationFixture.ANN), RequestInput.ofText("event", "a red fox", null));

      Set<Object> made = new HashSet<>();
      for (Future<Answer> answer : people.invokeAll(Collections.nCopies(16, ask))) {
        made.add(ConversationFixture.started(answer.get()).id());
      }

      assertThat(made).hasSize(1);
      assertThat(allToday(database)).isEqualTo(Money.of("1.00"));
    }
  }

  private static Money allToday(Database database) {
    SpendReports spendReports = new JdbiSpendReports(database);
    Limits limits = new Limits(PolicyExamples.UNLIMITED, rules(database), ZoneOffset.UTC);
    SpendTotals totals =
        spendReports.totals(
            ConversationFixture.ANN, ConversationFixture.GROUP, limits.windows(NOW));
    return totals.allToday();
  }

  private static Rules rules(Database database) {
    return new Rules(new JdbiRuleStore(database), () -> NOW);
  }

  private static ConversationCalls dialogue(Database database, String budget) {
    InstantSource clock = () -> NOW;
    JdbiTaskStore store = new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE));
    Rules rules = rules(database);
    LimitOptions limits =
        PolicyExamples.limit(LimitKey.SPEND_PER_DAY_TOTAL, new LimitValue.Amount(Money.of(budget)));
    return new ConversationCalls(
        new ConversationService(
            new ConversationPorts(
                new ImmediateTaskService(store),
                store,
                new FixedCatalogue(),
                new FakeMedia(),
                new FakeMedia(),
                new JdbiDraftStore(database),
                new JdbiPreferenceStore(database),
                new JdbiSpendReports(database),
                List.of(),
                ConversationFixture.INSTALLATION,
                new FakePoster(),
                _ -> new FetchResult.Failed(FetchResult.Failure.NOT_FOUND),
                () -> true,
                _ -> {},
                new RecordingContacts()),
            new PolicyServices(
                new AccessPolicy(PolicyExamples.OPEN, rules),
                new Limits(limits, rules, ZoneOffset.UTC),
                new ContentFilter(PolicyExamples.ANY_CONTENT),
                rules,
                new FakeProviderControl(),
                new OperatorClaim(clock, new SecureRandom())),
            new MessageRenderer(new MessageBundles(), "$", ZoneOffset.UTC, Duration.ofDays(7)),
            clock,
            new SecureRandom()));
  }
}
