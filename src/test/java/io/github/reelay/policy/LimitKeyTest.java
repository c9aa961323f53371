package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.LimitRefusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitKeyTest {
  @Test
  void aKeyIsReadWithItsSectionAndWithout() {
    for (LimitKey key : LimitKey.values()) {
      assertThat(LimitKey.parse(key.path())).contains(key);
      assertThat(LimitKey.parse(key.path().substring("limits.".length()))).contains(key);
    }
    assertThat(LimitKey.parse("person")).isEmpty();
    assertThat(LimitKey.parse("limits.")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SPEND_PER_DAY_TOTAL,   ''",
    "SPEND_PER_MONTH_TOTAL, ''",
    "SPEND_PER_DAY_CHAT,    SERVER CHAT",
    "RUNNING_CHAT,          CHAT",
    "RUNNING_PERSON,        CHAT PERSON",
    "SPEND_PER_DAY_PERSON,  SERVER CHAT PERSON",
    "TASKS_PER_DAY_PERSON,  SERVER CHAT PERSON",
    "COOL_DOWN,             SERVER CHAT PERSON",
    "LONGEST_DURATION,      SERVER CHAT PERSON",
    "MODELS,                SERVER CHAT PERSON",
  })
  void whatALimitCanBeSetFor(LimitKey key, String scopes) {
    for (Scope.Kind kind : Scope.Kind.values()) {
      assertThat(key.supports(kind))
          .as(kind.name())
          .isEqualTo(
              kind == Scope.Kind.EVERYWHERE || Set.of(scopes.split(" ")).contains(kind.name()));
    }
  }

  @Test
  void aRefusalNamesTheKeyOfItsLimit() {
    for (LimitRefusal.Limit limit : LimitRefusal.Limit.values()) {
      String name = limit == LimitRefusal.Limit.MODELS_ALLOWED ? "MODELS" : limit.name();
      assertThat(limit.configKey()).isEqualTo(LimitKey.valueOf(name).path()).contains(".");
    }
  }
}
