package io.github.reelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

class SecretMaskTest {
  private static final String TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_01234";

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void forget() {
    SecretMask.setConfiguredSecrets(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST https://api.telegram.org/bot"
            + TOKEN
            + "/getUpdates"
            + "| POST https://api.telegram.org/bot***/getUpdates",
        "Authorization: Bearer sk-0123456789abcdefghij | Authorization: Bearer ***",
        "Authorization: Bot MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
            + "| Authorization: Bot ***",
        "token " + TOKEN + " refused | token *** refused",
        "key sk-abcdefghijklmnopqrstu | key ***",
        "task 0M3ABCDEFGH12 at 12:30:45 | task 0M3ABCDEFGH12 at 12:30:45",
        "a robot 1234 paints the bot | a robot 1234 paints the bot",
      })
  void whatLooksLikeATokenIsHidden(String line, String masked) {
    assertThat(SecretMask.mask(line)).isEqualTo(masked);
  }

  @Test
  void configuredSecretsAreHiddenByTheirText() {
    SecretMask.setConfiguredSecrets(
        List.of(new Secret("hunter2hunter2"), new Secret("hunter2"), new Secret("ab")));
    assertThat(SecretMask.mask("hunter2hunter2 or hunter2, ab")).isEqualTo("*** or ***, ab");
  }

  @Test
  void messageKeysAndStackTraceAreMaskedInText() {
    MaskingTextEncoder encoder = new MaskingTextEncoder();
    encoder.setPattern("%msg %kvp%n%ex");
    String line = encode(encoder);
    assertThat(line).doesNotContain(TOKEN).contains("cannot reach", "/bot***/x", "chat");
  }

  @Test
  void messageKeysAndStackTraceAreMaskedInJson() throws IOException {
    String line = encode(new MaskingJsonEncoder());
    assertThat(line).doesNotContain(TOKEN);
    JsonNode json = new JsonMapper().readTree(line);
    assertThat(json.path("formattedMessage").asText()).isEqualTo("cannot reach /bot***/x");
    assertThat(json.has("message")).as("the pattern beside its arguments").isFalse();
    assertThat(json.path("throwable").path("message").asText()).isEqualTo("GET /bot***/x");
  }

  private String encode(EncoderBase<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    LoggingEvent event =
        new LoggingEvent(
            getClass().getName(),
            context.getLogger("test"),
            Level.WARN,
            "cannot reach /bot" + TOKEN + "/x",
            new IOException("GET /bot" + TOKEN + "/x"),
            null);
    event.setMDCPropertyMap(Map.of());
    event.addKeyValuePair(new KeyValuePair("chat", "https://h/bot" + TOKEN));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
