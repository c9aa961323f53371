package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Destination HERE =
      new Destination(new ChatRef("discord", "C"), "S", null, null, null);
  private static final PersonRef ANN = new PersonRef("discord", "1");
  private static final Scope SERVER = Scope.server("discord", "S");

  @Test
  void aPlaceHoldsWhatIsInItAndNobodyIsAPlace() {
    assertThat(Scope.EVERYWHERE.contains(HERE)).isTrue();
    assertThat(SERVER.contains(HERE)).isTrue();
    assertThat(Scope.server("telegram", "S").contains(HERE)).isFalse();
    assertThat(SERVER.contains(Destination.of(HERE.chat()))).isFalse();
    assertThat(Scope.chat(HERE.chat()).contains(HERE)).isTrue();
    assertThat(Scope.chat(new ChatRef("discord", "X")).contains(HERE)).isFalse();
    assertThat(Scope.person(ANN).contains(HERE)).isFalse();
    assertThat(Scope.role("discord", "R").contains(HERE)).isFalse();
  }

  @Test
  void scopesAreReadAsTheyAreWritten() {
    for (Scope scope :
        Set.of(Scope.EVERYWHERE, SERVER, Scope.chat(HERE.chat()), Scope.person(ANN))) {
      assertThat(Scope.parse(scope.encode())).contains(scope);
    }
    assertThat(Scope.parse("chat:nowhere")).isEmpty();
    assertThat(Scope.parse("person:telegram:1 OR 1")).isEmpty();
  }
}
