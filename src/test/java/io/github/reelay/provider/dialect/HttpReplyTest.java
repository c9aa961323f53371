package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReplyTest {
  private static HttpReply reply(int status, String body) {
    return new HttpReply(status, body, null);
  }

  @ParameterizedTest
  @CsvSource({"199,false", "200,true", "299,true", "300,false"})
  void twoHundredsAreSuccess(int status, boolean success) {
    assertThat(reply(status, "").isSuccess()).isEqualTo(success);
  }

  @Test
  void whatIsCutHasWholeCharacters() {
    assertThat(HttpReply.cut("fox", 3)).isEqualTo("fox");
    assertThat(HttpReply.cut("foxes", 3)).isEqualTo("fox…");
    assertThat(HttpReply.cut("fo🦊", 4)).isEqualTo("fo🦊");
    assertThat(HttpReply.cut("fo🦊x", 3)).isEqualTo("fo…");
    assertThat(HttpReply.cut("fo🦊x", 4)).isEqualTo("fo🦊…");
  }

  @Test
  void whatCameInsteadOfTheRelayIsSaidInWords() {
    assertThat(reply(502, " \n").foreignBody()).isEqualTo("an empty answer");
    assertThat(reply(502, "upstream gone").foreignBody()).isEqualTo("upstream gone");
    assertThat(reply(502, "<html><title> Bad gateway </title>").foreignBody())
        .isEqualTo("a web page, not the relay: Bad gateway");
    assertThat(reply(502, "<html>").foreignBody()).isEqualTo("a web page, not the relay");
  }

  @Test
  void anEmptyAccountIsToldFromAKeyThatIsRefused() {
    assertThat(reply(402, "").denial()).isEqualTo(FailureKind.PROVIDER_BALANCE);
    assertThat(reply(401, "").denial()).isEqualTo(FailureKind.PROVIDER_AUTH);
    assertThat(reply(403, "{\"error\":{\"message\":\"insufficient balance\"}}").denial())
        .isEqualTo(FailureKind.PROVIDER_BALANCE);
    assertThat(reply(200, "{}").denial()).isEqualTo(FailureKind.PROVIDER_AUTH);
  }

  @ParameterizedTest
  @CsvSource({",10,false", "59,59,false", "60,60,false", "61,61,true"})
  void whoAsksForMoreThanAMinuteIsLeftForTheNext(@Nullable Long asked, long wait, boolean next) {
    HttpReply busy = new HttpReply(429, "", asked == null ? null : Duration.ofSeconds(asked));
    assertThat(busy.busy("slow down").failure().retryAfter()).isEqualTo(Duration.ofSeconds(wait));
    assertThat(busy.busy("slow down").tryNextProvider()).isEqualTo(next);
  }

  @Test
  void onlyAnObjectOfABearableDepthIsAnAnswer() {
    assertThat(reply(200, "{\"a\":1}").json().path("a").asInt()).isOne();
    assertThat(reply(200, "[1]").json().isMissingNode()).isTrue();
    assertThat(reply(200, "").json().isMissingNode()).isTrue();
    assertThat(reply(200, "{\"a\":".repeat(51) + "1" + "}".repeat(51)).json().isMissingNode())
        .isTrue();
  }

  @Test
  void anExcerptSaysWhatCame() {
    assertThat(reply(500, "").excerpt()).isEqualTo("HTTP 500, empty");
    assertThat(reply(500, "x\ny").excerpt()).isEqualTo("HTTP 500: x y");
  }
}
