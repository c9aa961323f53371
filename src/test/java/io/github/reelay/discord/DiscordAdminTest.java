package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subcommands of /admin: what is picked becomes the line that is typed elsewhere. */
class DiscordAdminTest {
  private static final DiscordFixture FIXTURE = new DiscordFixture();

  private final DiscordTestServer discord = FIXTURE.discord;
  private final DiscordTestUser user = new DiscordTestUser(discord);

  @BeforeAll
  static void connect() {
    FIXTURE.connected();
  }

  @AfterAll
  static void end() {
    FIXTURE.close();
  }

  @BeforeEach
  void fresh() {
    FIXTURE.conversation.calls.clear();
    FIXTURE.conversation.answers = _ -> new Answer.Reply(Message.of("Done."), true);
    user.channel = DiscordTestChannels.channel(0);
    discord.calls.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ban         | {'name':'user','type':6,'value':'4242'}                | admin ban <@4242>",
        "allow       | {'name':'role','type':8,'value':'1000000000000000777'} | admin allow <@&1000000000000000777>",
        "unban       | {'name':'channel','type':7,'value':'3001'}             | admin unban <#3001>",
        "allow       |                                                        | admin allow here",
        "pause       | {'name':'where','type':3,'value':'everywhere'}         | admin pause everywhere",
        "resume      | {'name':'channel','type':7,'value':'3001'}             | admin resume <#3001>",
        "limits show | {'name':'user','type':6,'value':'4242'}                | admin limits show <@4242>",
        "spend       | {'name':'days','type':3,'value':'7'}                   | admin spend 7",
        "tasks       | {'name':'task','type':3,'value':'#K3F9'}               | admin tasks #K3F9",
        "providers   |                                                        | admin providers",
        "operators   | {'name':'user','type':6,'value':'4242'}                | admin operators add <@4242>",
        "operators   |                                                        | admin operators",
        "claim       | {'name':'code','type':3,'value':' K7QM-4XPD '}           | admin claim K7QM-4XPD",
      })
  void aSubcommandIsALine(String path, String option, String line) {
    user.admin(path, option == null ? new String[0] : new String[] {option});
    await().until(() -> FIXTURE.conversation.calls, List.of(line)::equals);
  }

  @Test
  void severalFieldsStandInTheirOrder() {
    user.admin(
        "limits set",
        "{'name':'user','type':6,'value':'4242'}",
        "{'name':'value','type':3,'value':'sora-2, kling'}",
        "{'name':'limit','type':3,'value':'models'}");
    await()
        .until(
            () -> FIXTURE.conversation.calls,
            List.of("admin limits set models sora-2,kling <@4242>")::equals);
    FIXTURE.conversation.calls.clear();
    user.admin(
        "models",
        "{'name':'provider','type':3,'value':'sandbox'}",
        "{'name':'model','type':3,'value':'kling-v3'}",
        "{'name':'switch','type':3,'value':'disable'}");
    await()
        .until(
            () -> FIXTURE.conversation.calls,
            List.of("admin models disable sandbox kling-v3")::equals);
    FIXTURE.conversation.calls.clear();
    user.admin(
        "ban",
        "{'name':'user','type':6,'value':'4242'}",
        "{'name':'where','type':3,'value':'here'}");
    await().until(() -> FIXTURE.conversation.calls, List.of("admin ban <@4242> here")::equals);
  }

  @Test
  void fieldsSuggestWhatSuits() {
    user.adminAutocomplete(
        "limits set",
        "{'name':'limit','type':3,'value':'cool-down'}",
        "{'name':'value','type':3,'value':'','focused':true}");
    assertThat(choices()).containsExactly("30s", "1m", "2m", "5m", "15m", "1h", "none", "default");

    user.adminAutocomplete(
        "limits set",
        "{'name':'limit','type':3,'value':'spend-per-day.total'}",
        "{'name':'value','type':3,'value':'5','focused':true}");
    assertThat(choices()).containsExactly("5.00", "50.00");

    user.adminAutocomplete("providers", "{'name':'provider','type':3,'value':'sa','focused':true}");
    assertThat(choices()).containsExactly("sandbox");
    assertThat(FIXTURE.conversation.calls).contains("providers for discord:1001");
  }

  private List<String> choices() {
    await().until(() -> !discord.calls("POST", "/interactions/.*/callback").isEmpty());
    JsonNode choices =
        discord.calls("POST", "/interactions/.*/callback").getFirst().body().at("/data/choices");
    discord.calls.clear();
    return StreamSupport.stream(choices.spliterator(), false)
        .map(choice -> choice.path("value").asText())
        .toList();
  }
}
