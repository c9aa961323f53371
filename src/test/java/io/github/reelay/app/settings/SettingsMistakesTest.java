package io.github.reelay.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads who set something up wrongly. */
class SettingsMistakesTest {
  @TempDir Path home;

  @Test
  void aWrongValueInTheFileIsNamedWithItsLineAndHowToMendIt() {
    ConfigFixture setUp = new ConfigFixture(home).file("limits:\n  cool-down: 5 minuts\n");

    assertThat(setUp.mistakes())
        .containsExactly(
            "limits.cool-down (~/config/reelay.yaml, line 2): found \"5 minuts\"; allowed: a time"
                + " such as 30s, 5m or 72h, or none. To mend it, write cool-down: none (the"
                + " default) or another allowed value.");
  }

  @Test
  void aWrongValueInAVariableIsNamedWithTheVariable() {
    ConfigFixture setUp = new ConfigFixture(home).variable("REELAY_POLL_FIRST", "soon");

    assertThat(setUp.mistakes())
        .containsExactly(
            "poll.first (REELAY_POLL_FIRST): found \"soon\"; allowed: a time such as 30s, 5m or"
                + " 72h, no less than 10ms. To mend it, set REELAY_POLL_FIRST=5s (the default) or"
                + " another allowed value.");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    ConfigFixture setUp =
        new ConfigFixture(home)
            .file("http:\n  port: eighty\n  hots: x\nmedia:\n  most: lots\n")
            .variable("REELAY_POLL_MIN", "-1s")
            .variable("APIMART_BASE_URL", "https://api.apimart.ai/v1");

    assertThat(setUp.mistakes())
        .hasSize(5)
        .anyMatch(m -> m.startsWith("http.port "))
        .anyMatch(m -> m.startsWith("http.hots "))
        .anyMatch(m -> m.startsWith("media.most "))
        .anyMatch(m -> m.startsWith("poll.min "))
        .anyMatch(m -> m.startsWith("providers.apimart.base-url (APIMART_BASE_URL)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REELAY_HTTP_PORT                  | 70000                    | a whole number from 0 to 65535
          REELAY_WEB_ENABLED                | maybe                    | true or false
          REELAY_LOGGING_FORMAT             | xml                      | one of text, json
          REELAY_LIMITS_SPEND_PER_DAY_TOTAL | -1                       | an amount such as 20.00, or none
          REELAY_LIMITS_SPEND_PER_DAY_TOTAL | 0.00000001               | an amount such as 20.00, or none
          REELAY_LIMITS_RUNNING_PERSON      | 0                        | a whole number from 1 to 1000000, or none
          REELAY_LANGUAGE                   | tlh                      | en or zh-CN
          REELAY_MONEY_ZONE                 | Mars/Olympus             | an IANA time zone such as Europe/Berlin
          REELAY_MONEY_CURRENCY             | doubloons                | a sign or code of up to 5 letters
          REELAY_MEDIA_MOST                 | 5 potatoes               | a size such as 50MB or 20MiB
          REELAY_DISCORD_SHARDS             | 0                        | auto, or a number from 1 to 1000
          DISCORD_API_URL                   | https://discord.com      | an address that ends in /api/v10/
          DISCORD_GATEWAY_URL               | https://gateway          | an address such as wss://gateway.discord.gg
          TELEGRAM_API_URL                  | http://x.example/bot     | an address without a path
          REELAY_PUBLIC_URL                 | reelay.example.org       | an address without a path
          REELAY_ACCESS_ALLOW_CHATS         | -100123                  | ids with their platform
          REELAY_ACCESS_OPERATORS           | irc:me                   | ids with their platform
          REELAY_ACCESS_BAN_ROLES           | telegram:1               | ids with their platform
          REELAY_ACCESS_UNKNOWN             | perhaps                  | one of auto, open, closed
          REELAY_CONTENT_PATTERNS           | (                        | regular expressions
          REELAY_ALERTS_DISCORD_CHANNEL     | general                  | a channel's id (digits)
          REELAY_ALERTS_TELEGRAM_CHAT       | me                       | a chat's id such as -1001234567890
          REELAY_PROVIDER_ORDER             | apimart,other            | names of providers: apimart, xcompute
          REELAY_TELEGRAM_WEBHOOK           | true                     | true only together with public-url
          """)
  void eachKindOfValueSaysWhatIsAllowed(String variable, String value, String allowed) {
    ConfigFixture setUp =
        new ConfigFixture(home)
            .variable(variable, value)
            .variable("REELAY_WEB_PASSWORD", "long enough");

    assertThat(setUp.mistakes())
        .singleElement()
        .asString()
        .contains(
            "(" + variable + "): found ", "; allowed: " + allowed, ". To mend it, set " + variable);
  }

  @Test
  void anUnknownKeyIsAMistakeWithTheNearestOne() {
    ConfigFixture setUp =
        new ConfigFixture(home).file("limits:\n  spend-per-day:\n    totl: 3.00\n");

    assertThat(setUp.mistakes())
        .containsExactly(
            "limits.spend-per-day.totl (~/config/reelay.yaml, line 3): found an unknown key;"
                + " allowed: the keys of docs/configuration.md. To mend it, did you mean"
                + " limits.spend-per-day.total? Rename it or take it out.");
  }

  @Test
  void anUnknownVariableIsAWarningWithTheNearestOne() {
    ConfigFixture setUp =
        new ConfigFixture(home)
            .variable("REELAY_LIMITS_SPEND_PER_DAY_TOTL", "3")
            .variable("REELAY_LIMTS_X", "3")
            .variable("OTHER_PROGRAM", "3");

    assertThat(setUp.mistakes()).isEmpty();
    assertThat(setUp.warnings())
        .containsExactly(
            "REELAY_LIMITS_SPEND_PER_DAY_TOTL is not known and has no effect; did you mean"
                + " REELAY_LIMITS_SPEND_PER_DAY_TOTAL?",
            "REELAY_LIMTS_X is not known and has no effect.");
  }

  @Test
  void aSectionThatIsGivenAValueIsAMistakeAndAnEmptyOneIsNot() {
    assertThat(new ConfigFixture(home).file("limits: 5\npoll:\n").mistakes())
        .singleElement()
        .asString()
        .startsWith("limits (~/config/reelay.yaml, line 1): found a value; allowed: the keys of");
  }

  @Test
  void aKeyThatStandsTwiceIsAMistake() {
    assertThat(new ConfigFixture(home).file("http:\n  port: 1\n  port: 2\n").mistakes())
        .singleElement()
        .asString()
        .contains("http.port", "the key a second time", "line 2");
  }

  @Test
  void aFileThatIsNoYamlIsNamedByItsLineWithoutQuotingIt() {
    assertThat(new ConfigFixture(home).file("http:\n  port: [1, hush-hush\n").mistakes())
        .singleElement()
        .asString()
        .contains("~/config/reelay.yaml, line ", "no YAML")
        .doesNotContain("hush");
  }

  @Test
  void aListOfSectionsIsAMistake() {
    assertThat(new ConfigFixture(home).file("content:\n  words:\n    - {a: b}\n").mistakes())
        .singleElement()
        .asString()
        .contains("content.words", "a list of plain values");
  }

  @Test
  void pollingBoundsThatCrossAreAMistake() {
    assertThat(new ConfigFixture(home).variable("REELAY_POLL_MIN", "30s").mistakes())
        .singleElement()
        .asString()
        .contains("poll.min (REELAY_POLL_MIN)", "poll.min no longer than poll.max");
  }

  @Test
  void anAddressThatOthersReachNeedsAPassword() {
    assertThat(new ConfigFixture(home).variable("REELAY_HTTP_HOST", "0.0.0.0").mistakes())
        .singleElement()
        .asString()
        .contains("REELAY_WEB_PASSWORD: found nothing", "http.host is not loopback");
    assertThat(
            new ConfigFixture(home).variable("REELAY_PUBLIC_URL", "https://a.example").mistakes())
        .singleElement()
        .asString()
        .contains("REELAY_WEB_PASSWORD: found nothing", "public-url is set");
  }

  @Test
  void aConfigurationFolderThatIsNotThereIsAMistake() {
    assertThat(new ConfigFixture(home).variable("REELAY_CONFIG", "nowhere").mistakes())
        .singleElement()
        .asString()
        .contains("REELAY_CONFIG: found no folder at ~/here/nowhere");
  }

  @Test
  void anEntryOfOnesOwnNeedsABaseUrl() {
    assertThat(
            new ConfigFixture(home)
                .file("providers:\n  my-relay:\n    dialect: openai\n")
                .mistakes())
        .singleElement()
        .asString()
        .contains("providers.my-relay.base-url", "found \"none\"", "https://api.example.org");
  }

  @Test
  void twoVariablesForOneKeyAreAMistakeWhenTheyDiffer() {
    ConfigFixture setUp =
        new ConfigFixture(home)
            .variable("DISCORD_API_URL", "https://a.example/api/v10")
            .variable("REELAY_DISCORD_API_URL", "https://b.example/api/v10");

    assertThat(setUp.mistakes())
        .singleElement()
        .asString()
        .contains("two values for discord.api-url");
  }
}
