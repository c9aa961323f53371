package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatApiTest extends WebChatTest {
  @Test
  void theMenusFollowTheCatalogue() throws IOException {
    JsonNode models = ann.get("/api/models");
    assertThat(models).hasSize(3);
    assertThat(models.get(0).toString())
        .isEqualTo(
            """
            {"model":"sora-2","title":"Sora 2","retired":false,"durations":[4,8,12],"defaultDuration":8,"autoDuration":false,\
            "aspects":["16:9","9:16"],"resolutions":["720p"],"image":true,\
            "imageNeeded":false,"imagesMost":1,"remix":true,"promptMax":4000,"options":[],"price":{"amount":0.1,"per":"second","currency":"$","pretend":false},"chosen":true}\
            """);
    assertThat(models.get(1).path("price").path("per").asText()).isEqualTo("video");
  }

  @Test
  void aModelsOwnOptionsAreListedQuotedAndRefusedByName() throws IOException {
    assertThat(ann.get("/api/models").get(2).path("options").toString())
        .isEqualTo(
            """
            [{"name":"sound","type":"switch","values":["on","off"],"usual":"off","min":null,"max":null,"maxLength":null},\
            {"name":"negative","type":"text","values":[],"usual":null,"min":null,"max":null,"maxLength":20},\
            {"name":"seed","type":"number","values":[],"usual":null,"min":0,"max":99,"maxLength":null},\
            {"name":"style","type":"word","values":["anime","film"],"usual":null,"min":null,"max":null,"maxLength":null},\
            {"name":"pictures","type":"word","values":["frames","references"],"usual":null,"min":null,"max":null,"maxLength":null}]\
            """);
    assertThat(ann.get("/api/quote?model=loud").path("amount").asText()).isEqualTo("0.5");
    assertThat(ann.get("/api/quote?model=loud&duration=10&sound=on").path("amount").asText())
        .isEqualTo("2.0");
    assertThat(
            ann.get("/api/quote?model=loud&images=3&pictures=references").path("amount").asText())
        .isEqualTo("0.53");
    assertThat(
            ann.post(
                    "/api/messages", "{\"text\":\"a fox\",\"model\":\"loud\",\"watermark\":\"on\"}")
                .path("error")
                .toString())
        .isEqualTo(
            "{\"message\":\"loud has no option “Watermark”. It has: Sound, Not to be seen, Seed,"
                + " Style, Use of pictures, Automatic length\",\"field\":\"watermark\"}");
    assertThat(
            ann.post("/api/messages", "{\"text\":\"a fox\",\"model\":\"loud\",\"seed\":100}")
                .path("error")
                .path("field")
                .asText())
        .isEqualTo("seed");
    ann.post(
        "/api/messages", "{\"text\":\"a fox\",\"model\":\"loud\",\"seed\":7,\"sound\":\"on\"}");
    assertThat(fixture.conversation.inputs.getFirst().options())
        .containsEntry(RequestOption.SEED, "7")
        .containsEntry(RequestOption.SOUND, "on");
  }

  /** On a slow line each file that only another file names costs one more way there and back. */
  @Test
  void thePageNamesAllThatItNeedsToStart() throws IOException {
    try (Response page = ann.send(ann.request("/").build());
        Stream<Path> files = Files.list(Path.of("src/main/resources/web"))) {
      String html = page.body().string();
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".js")))
          .isNotEmpty()
          .allSatisfy(script -> assertThat(html).containsPattern("(href|src)=\"/" + script + "\""));
      assertThat(html).contains("<link rel=\"preload\" href=\"/texts.json\"");
    }
  }

  @Test
  void aPromptBecomesATaskWithItsStatusMessage() throws IOException {
    JsonNode sent =
        ann.post(
            "/api/messages",
            """
            {"text":"a red fox","model":"sora-2","duration":8,"aspect":"9:16","resolution":"720p"}\
            """);
    assertThat(sent.path("status").asInt()).isEqualTo(200);
    try (EventStreamReader events = ann.events("", null)) {
      JsonNode mine = events.next().data();
      assertThat(mine.path("id").asText()).isEqualTo(sent.path("id").asText());
      assertThat(mine.path("from").asText()).isEqualTo("person");
      assertThat(mine.path("text").asText()).isEqualTo("a red fox");
      JsonNode status = events.next().data();
      assertThat(status.path("kind").asText()).isEqualTo("status");
      assertThat(status.path("from").asText()).isEqualTo("bot");
      assertThat(status.path("task").asText()).isEqualTo(sent.path("task").asText());
      assertThat(status.path("state").asText()).isEqualTo("QUEUED");
      assertThat(status.path("progress").asInt()).isEqualTo(42);
      assertThat(status.path("text").asText()).contains("a red fox").doesNotContain("▓");
      assertThat(status.path("replyTo").asText()).isEqualTo(sent.path("id").asText());
      assertThat(status.path("buttons").get(0).path("id").asText()).isEqualTo("cancel");
    }
    RequestInput input = fixture.conversation.inputs.getFirst();
    assertThat(input.flagsInText()).isFalse();
    assertThat(input.options().get(RequestOption.DURATION)).isEqualTo("8");
    assertThat(input.options().get(RequestOption.ASPECT)).isEqualTo("9:16");
  }

  @Test
  void aPostThatIsRepeatedWithItsKeyMakesOneMessage() throws IOException {
    String body = "{\"text\":\"a red fox\",\"id\":\"client-key-1\"}";
    JsonNode first = ann.post("/api/messages", body);
    JsonNode second = ann.post("/api/messages", body);
    assertThat(second).isEqualTo(first);
    assertThat(ann.get("/api/jobs")).hasSize(1);
    JsonNode others = fixture.visitor().post("/api/messages", body);
    assertThat(others.path("id")).isNotEqualTo(first.path("id"));
  }

  @Test
  void aPictureGoesAlongAndCanBeSeenByItsOwnerOnly() throws IOException {
    JsonNode sent = ann.answer(ann.request("/api/messages").post(form("picture")).build());
    assertThat(sent.path("status").asInt()).isEqualTo(200);
    assertThat(fixture.conversation.inputs.getFirst().images()).containsExactly(FakeMedia.IMAGE);
    String address = "/api/messages/" + sent.path("id").asText() + "/image";
    try (Response image = ann.send(ann.request(address).build())) {
      assertThat(image.header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(image.body().string()).isEqualTo("picture");
    }
    assertThat(fixture.visitor().get(address).path("status").asInt()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "another field", "words", "words in a form", "JSON", "object"})
  void whatIsMeantAsAPictureAndIsNoneIsNotPaidFromTheWordsAlone(String way) throws IOException {
    RequestBody file = RequestBody.create("picture", null);
    MultipartBody.Builder parts =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("text", "let it fly");
    RequestBody body =
        switch (way) {
          case "ten" -> {
            for (int i = 0; i < 10; i++) {
              parts.addFormDataPart("image", i + ".jpg", file);
            }
            yield parts.build();
          }
          case "another field" -> parts.addFormDataPart("picture", "a.jpg", file).build();
          case "words" -> parts.addFormDataPart("image", "a.jpg").build();
          case "words in a form" ->
              new FormBody.Builder().add("text", "let it fly").add("image", "a.jpg").build();
          case "JSON" ->
              RequestBody.create(
                  "{\"text\":\"let it fly\",\"image\":\"/9j/\"}", WebChatFixture.JSON);
          default ->
              RequestBody.create(
                  "{\"text\":\"let it fly\",\"image\":{\"url\":\"x\"}}", WebChatFixture.JSON);
        };
    JsonNode answer = ann.answer(ann.request("/api/messages").post(body).build());
    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("error").path("field").asText()).isEqualTo("image");
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void severalPicturesAreHandedOnOrRefusedByTheModel() throws IOException {
    RequestBody file = RequestBody.create("picture", null);
    MultipartBody.Builder parts =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("text", "let it fly")
            .addFormDataPart("image", "a.jpg", file)
            .addFormDataPart("image", "b.jpg", file);
    JsonNode refused = ann.answer(ann.request("/api/messages").post(parts.build()).build());
    assertThat(refused.path("error").toString())
        .isEqualTo(
            "{\"message\":\"sora-2 takes one picture to start from, but none to end with. These"
                + " models can: loud\",\"field\":\"image\"}");
    assertThat(fixture.conversation.calls).isEmpty();

    parts.addFormDataPart("model", "loud").addFormDataPart("pictures", "references");
    JsonNode sent = ann.answer(ann.request("/api/messages").post(parts.build()).build());
    assertThat(sent.path("status").asInt()).isEqualTo(200);
    assertThat(fixture.conversation.calls).containsExactly("generate let it fly with 2 pictures");
  }

  @Test
  void aRefusalCarriesWhatWouldDoAsChangesOfFields() throws IOException {
    fixture.conversation.mends =
        List.of(new Conversation.Mend("Make it 8 s", Map.of("duration", "8")));
    JsonNode refused = ann.post("/api/messages", "{\"text\":\"a fox\",\"duration\":7}");
    assertThat(refused.path("status").asInt()).isEqualTo(400);
    assertThat(refused.path("error").path("mends").toString())
        .isEqualTo("[{\"label\":\"Make it 8 s\",\"values\":{\"duration\":\"8\"}}]");
  }

  @Test
  void theMenusAreNarrowedByWhatIsChosen() throws IOException {
    fixture.conversation.suggestions.put(
        RequestOption.DURATION, List.of(new Conversation.Suggestion("8 s · $0.80", "8", "$0.80")));
    fixture.conversation.suggestions.put(
        RequestOption.STYLE, List.of(new Conversation.Suggestion("film", "film", null)));
    assertThat(ann.get("/api/choices?model=sora-2&resolution=720p&images=1").toString())
        .isEqualTo(
            "{\"model\":[],\"duration\":[{\"label\":\"8 s · $0.80\",\"value\":\"8\",\"price\":\"$0.80\"}],"
                + "\"aspect\":[],\"resolution\":[],\"sound\":[],\"watermark\":[],\"enhance\":[],"
                + "\"style\":[{\"label\":\"film\",\"value\":\"film\",\"price\":null}],"
                + "\"pictures\":[],\"status\":200}");
  }

  @Test
  void aDraftIsQuotedWhereThereIsOneAndAskedForByAField() throws IOException {
    assertThat(ann.get("/api/quote?duration=8").has("draft")).isFalse();
    fixture.conversation.draftPrice = Optional.of(Money.of("0.25"));
    assertThat(ann.get("/api/quote?duration=8").path("draft").asText()).isEqualTo("0.25");
    assertThat(ann.get("/api/quote?duration=8").path("pretend").asBoolean(true)).isFalse();

    ann.post("/api/messages", "{\"text\":\"a fox\",\"draft\":true}");
    assertThat(fixture.conversation.calls).containsExactly("draft first", "generate a fox");
  }

  @Test
  void aFormInWhichNoPictureWasChosenIsWordsAlone() throws IOException {
    RequestBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("text", "let it fly")
            .addFormDataPart("image", "", RequestBody.create("", null))
            .build();
    JsonNode answer = ann.answer(ann.request("/api/messages").post(body).build());
    assertThat(answer.path("status").asInt()).isEqualTo(200);
    assertThat(fixture.conversation.calls).containsExactly("generate let it fly");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void aPictureThatCannotBeUsedIsAnsweredWithTheReason(Reason reason) throws IOException {
    JsonNode answer = ann.answer(ann.request("/api/messages").post(form(reason.name())).build());
    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("error").path("field").asText()).isEqualTo("image");
    assertThat(answer.path("error").path("message").asText()).isNotBlank();
    assertThat(fixture.conversation.calls).isEmpty();
  }

  private static RequestBody form(String picture) {
    return new MultipartBody.Builder()
        .setType(MultipartBody.FORM)
        .addFormDataPart("text", "let it fly")
        .addFormDataPart(
            "image", "boat.jpg", RequestBody.create(picture.getBytes(StandardCharsets.UTF_8), null))
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"  \"}                                   | text       | Say what the video",
        "{\"text\":\"a fox\",\"model\":\"veo\"}              | model      | sora-2, sora-2-pro",
        "{\"text\":\"a fox\",\"duration\":7}                 | duration   | 4, 8, 12",
        "{\"text\":\"a fox\",\"duration\":\"long\"}          | duration   | It can make: 4, 8, 12",
        "{\"text\":\"a fox\",\"aspect\":\"4:5\"}             | aspect     | 16:9, 9:16",
        "{\"text\":\"a fox\",\"resolution\":\"8k\"}          | resolution | It can make: 720p",
        "{\"text\":\"a fox\",\"replyTo\":\"v-0000000000000\"}| replyTo    | not there any more",
      })
  void aWrongValueIsAnsweredWithItsField(String body, String field, String says)
      throws IOException {
    JsonNode answer = ann.post("/api/messages", body);
    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("error").path("field").asText()).isEqualTo(field);
    assertThat(answer.path("error").path("message").asText()).contains(says);
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void theLanguageThatWasSetIsThePagesAndTheRefusals() throws IOException {
    ann.post("/api/messages", "{\"text\":\"/settings language zh-CN duration 12\"}");
    assertThat(ann.get("/api/settings").path("duration").asText()).isEqualTo("12");
    assertThat(ann.get("/texts.json").path("send").asText()).isEqualTo("发送");
    assertThat(ann.get("/texts.json").path("picture-limit").asText()).isEqualTo("20000000");
    assertThat(ann.get("/texts.json?lang=en").path("send").asText()).isEqualTo("Send");
    JsonNode answer = ann.post("/api/messages", "{\"text\":\"\"}");
    assertThat(answer.path("error").path("message").asText()).startsWith("请写出视频要展示的内容");
    assertThat(fixture.visitor().get("/api/settings").has("duration")).isFalse();
  }

  @Test
  void refusalsAreInThePersonsLanguage() throws IOException {
    JsonNode answer =
        ann.answer(
            ann.request("/api/messages")
                .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                .post(RequestBody.create("{\"text\":\"\"}", WebChatFixture.JSON))
                .build());
    assertThat(answer.path("error").path("message").asText()).startsWith("请写出视频要展示的内容，例如");
  }

  @Test
  void aBodyThatIsNoJsonIsAMistakeNotACrash() throws IOException {
    assertThat(ann.post("/api/messages", "{\"text\":").path("status").asInt()).isEqualTo(400);
    assertThat(ann.get("/api/nothing").path("status").asInt()).isEqualTo(404);
    assertThat(ann.get("/api/nothing").path("error").path("message").asText()).isNotBlank();
  }

  @Test
  void aFormThatIsTooLargeOrBrokenIsAMistakeNotACrash() throws IOException {
    RequestBody large =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("text", "a fox")
            .addFormDataPart("image", "a.png", RequestBody.create(new byte[27 << 20], null))
            .build();
    JsonNode tooLarge = ann.answer(ann.request("/api/messages").post(large).build());
    assertThat(tooLarge.path("status").asInt()).isEqualTo(413);
    MediaType form = MediaType.get("multipart/form-data; boundary=xx");
    JsonNode broken =
        ann.answer(ann.request("/api/messages").post(RequestBody.create("garbage", form)).build());
    assertThat(broken.path("status").asInt()).isEqualTo(400);
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void aRefusalIsSaidInTheChat() throws IOException {
    JsonNode sent = ann.post("/api/messages", "{\"text\":\"too dear\"}");
    assertThat(sent.path("status").asInt()).isEqualTo(200);
    assertThat(sent.path("refused").asText()).isEqualTo("The day's budget is used up.");
    try (EventStreamReader events = ann.events("", null)) {
      events.next();
      JsonNode said = events.next().data();
      assertThat(said.path("kind").asText()).isEqualTo("text");
      assertThat(said.path("text").asText()).isEqualTo("The day's budget is used up.");
      assertThat(said.path("replyTo").asText()).isEqualTo(sent.path("id").asText());
    }
  }

  @Test
  void typedCommandsWork() throws IOException {
    JsonNode video = ann.post("/api/messages", "{\"text\":\"/video a fox 8s\"}");
    assertThat(video.has("refused")).isFalse();
    ann.post("/api/messages", "{\"text\":\"/settings model sora-2-pro\"}");
    ann.post("/api/messages", "{\"text\":\"/remix at night\"}");
    JsonNode jobs = ann.post("/api/messages", "{\"text\":\"/jobs\"}");
    assertThat(fixture.conversation.calls)
        .containsExactly(
            "generate a fox 8s", "settings model sora-2-pro", "remix at night on newest", "jobs");
    assertThat(fixture.conversation.inputs.getFirst().flagsInText()).isTrue();
    assertThat(
            ann.post("/api/messages", "{\"text\":\"/settings duration 7\"}")
                .path("refused")
                .asText())
        .isEqualTo("7 does not work for Length.");
    assertThat(jobs.has("refused")).isFalse();
    // Two buttons of one action are told apart by their targets.
    ann.post("/api/messages/" + jobs.path("answer").asText() + "/buttons/cancel:BBB", "");
    assertThat(fixture.conversation.calls.getLast()).startsWith("press cancel:BBB on a-m-");
  }

  @Test
  void whetherSomebodyIsTheOperatorIsTheConversationsToSay() throws IOException {
    ann.post("/api/messages", "{\"text\":\"/admin claim K7QM-4XPD\"}");
    assertThat(fixture.conversation.calls).containsExactly("admin claim K7QM-4XPD");
  }

  @Test
  void whatAnOperatorIsToldUnaskedStandsInTheirChat() throws IOException {
    ButtonId allow = new ButtonId(ButtonAction.LET_IN, "chat:telegram:-5");
    ann.get("/api/models");
    fixture.chat.tell(
        Scope.person(person()),
        new Message(
            RichText.of("Eve asks."),
            List.of(List.of(new Button(allow, "Allow", Button.Style.PRIMARY)))));
    try (EventStreamReader events = ann.events("", null)) {
      JsonNode told = events.next().data();
      assertThat(told.path("text").asText()).isEqualTo("Eve asks.");
      ann.post("/api/messages/" + told.path("id").asText() + "/buttons/let-in", "");
    }
    assertThat(fixture.conversation.calls.getLast())
        .startsWith("press let-in:chat:telegram:-5 on n-");
  }

  @Test
  void anUnknownCommandSaysWhereToLook() throws IOException {
    JsonNode sent = ann.post("/api/messages", "{\"text\":\"/dance\"}");
    assertThat(sent.path("answer").asText()).startsWith("a-m-");
    assertThat(sent.path("refused").asText()).contains("/dance");
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void aReplyToAVideoIsARemixAndWithAPictureAGeneration() throws IOException {
    Task task = delivered();
    String video = "v-" + task.id();
    ann.post("/api/messages", "{\"text\":\"at night\",\"replyTo\":\"" + video + "\"}");
    assertThat(fixture.conversation.calls).contains("remix at night of " + task.id());
    MultipartBody withPicture =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("text", "like this")
            .addFormDataPart("replyTo", video)
            .addFormDataPart("image", "a.png", RequestBody.create("picture", null))
            .build();
    ann.answer(ann.request("/api/messages").post(withPicture).build());
    assertThat(fixture.conversation.calls).contains("generate like this with a picture");
  }

  @Test
  void buttonsActOnTheTaskOfTheirMessage() throws IOException {
    Task task = delivered();
    String buttons = "/api/messages/v-" + task.id() + "/buttons/";
    assertThat(ann.post(buttons + "again", "").path("note").asText()).isEqualTo("Noted.");
    JsonNode empty = ann.post(buttons + "remix", "{}");
    assertThat(empty.path("error").path("field").asText()).isEqualTo("text");
    JsonNode remix = ann.post(buttons + "remix", "{\"text\":\"at night\"}");
    assertThat(remix.path("task").asText()).hasSize(13);
    assertThat(fixture.conversation.calls)
        .contains(
            "press again:" + task.id() + " on v-" + task.id(),
            "press remix:" + task.id() + " on v-" + task.id() + ": at night");
    // The status message has no such button any more; the conversation says so, not a 404.
    ann.post("/api/messages/s-" + task.id() + "/buttons/fetch", "");
    assertThat(fixture.conversation.calls)
        .contains("press fetch:" + task.id() + " on s-" + task.id());
  }

  @Test
  void editGivesTheWordsAndTheSamePressWithWordsMakesTheCard() throws IOException {
    Task task = delivered();
    String edit = "/api/messages/v-" + task.id() + "/buttons/edit";
    JsonNode asked = ann.post(edit, "");
    assertThat(asked.path("words").asText()).isEqualTo("a fox");
    assertThat(asked.path("note").asText()).isEqualTo("Change it.");
    JsonNode card = ann.post(edit, "{\"text\":\"a hare\"}");
    assertThat(card.path("answer").asText()).startsWith("a-m-");
    assertThat(fixture.conversation.calls)
        .contains("press edit:" + task.id() + " on v-" + task.id() + ": a hare");
  }

  @Test
  void aConfirmedCardGoesAndTheStatusMessageIsAllThereIs() throws IOException {
    Task task = delivered();
    JsonNode card = ann.post("/api/messages/v-" + task.id() + "/buttons/edit", "{\"text\":\"a\"}");
    String id = card.path("answer").asText();
    JsonNode confirmed = ann.post("/api/messages/" + id + "/buttons/generate", "");
    assertThat(confirmed.path("task").asText()).hasSize(13);
    try (EventStreamReader events = ann.events("", null)) {
      List<String> left = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        left.add(events.next().data().path("kind").asText());
      }
      // What the person said, what it was said of, and one message of the new video.
      assertThat(left).containsExactlyInAnyOrder("text", "text", "video", "status");
    }
    // Pressed in another tab at the same moment: it makes nothing more.
    JsonNode again = ann.post("/api/messages/" + id + "/buttons/generate", "");
    assertThat(again.path("error").path("message").asText())
        .isEqualTo("That button is not there any more.");
    assertThat(fixture.tasks.ofPerson(task.requester().person(), 9)).hasSize(2);
  }

  @Test
  void whatThePageHasAskedForIsNotAskedAgain() throws IOException {
    Task task = delivered();
    for (String button : List.of("undo", "delete")) {
      ann.post("/api/messages/v-" + task.id() + "/buttons/" + button, "{}");
      assertThat(fixture.conversation.calls)
          .anyMatch(call -> call.startsWith("press " + button + "-now:" + task.id()));
    }
  }

  @Test
  void nobodyPressesAnothersButtons() throws IOException {
    Task task = delivered();
    JsonNode answer =
        fixture.visitor().post("/api/messages/v-" + task.id() + "/buttons/delete", "{}");
    assertThat(answer.path("status").asInt()).isEqualTo(404);
    assertThat(fixture.conversation.calls).doesNotContain("press delete:" + task.id());
  }

  @Test
  void aDeletedVideoIsToldToWhoFollowsAndLeftOutAfterwards() throws IOException {
    Task task = delivered();
    try (EventStreamReader events = ann.events("", null)) {
      while (!events.next().data().path("id").asText().startsWith("v-")) {
        // what came before
      }
      ann.post("/api/messages/v-" + task.id() + "/buttons/delete", "");
      EventStreamReader.Event deleted = events.next();
      assertThat(deleted.name()).isEqualTo("deleted");
      assertThat(deleted.data().path("id").asText()).isEqualTo("v-" + task.id());
    }
    ann.post("/api/messages", "{\"text\":\"the end\"}");
    try (EventStreamReader events = ann.events("", null)) {
      EventStreamReader.Event event = events.next();
      while (!event.data().path("text").asText().equals("the end")) {
        assertThat(event.name()).isEqualTo("message");
        event = events.next();
      }
    }
  }

  @Test
  void forgettingLeavesOnlyTheAnswer() throws IOException {
    delivered();
    ann.post("/api/messages", "{\"text\":\"/forget\"}");
    try (EventStreamReader events = ann.events("", null)) {
      assertThat(events.next().data().path("text").asText()).isEqualTo("Forgotten.");
    }
  }

  @Test
  void aVideoPlaysInRangesAndOnlyForItsOwner() throws IOException {
    Task task = delivered();
    String address = "/api/messages/v-" + task.id() + "/video";
    try (Response whole = ann.send(ann.request(address).build())) {
      assertThat(whole.code()).isEqualTo(200);
      assertThat(whole.header("Content-Type")).isEqualTo("video/mp4");
      assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
      assertThat(whole.body().string()).isEqualTo("0123456789");
    }
    try (Response part = ann.send(ann.request(address).header("Range", "bytes=2-4").build())) {
      assertThat(part.code()).isEqualTo(206);
      assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
      assertThat(part.body().string()).isEqualTo("234");
    }
    assertThat(fixture.visitor().get(address).path("status").asInt()).isEqualTo(404);
  }

  @Test
  void jobsShowWhatTheStatusMessagesSay() throws IOException {
    ann.post("/api/messages", "{\"text\":\"a red fox\"}");
    JsonNode job = ann.get("/api/jobs").get(0);
    assertThat(job.path("state").asText()).isEqualTo("QUEUED");
    assertThat(job.path("over").asBoolean()).isFalse();
    assertThat(job.path("prompt").asText()).isEqualTo("a red fox");
    assertThat(job.path("progress").asInt()).isEqualTo(42);
    assertThat(job.path("at").asText()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(job.path("buttons").get(0).path("id").asText()).isEqualTo("cancel");
    assertThat(fixture.visitor().get("/api/jobs")).isEmpty();
  }

  @Test
  void panelsAreLookedUpWithoutAMessageInTheChat() throws IOException {
    assertThat(ann.get("/api/panels/usage").path("text").asText()).isEqualTo("$1.00 of $5.00");
    assertThat(ann.get("/api/panels/cellar").path("status").asInt()).isEqualTo(404);
    assertThat(fixture.conversation.calls).isEmpty();
  }

  private Task delivered() throws IOException {
    JsonNode sent = ann.post("/api/messages", "{\"text\":\"a red fox\"}");
    Task task =
        fixture.tasks.ofPerson(person(), 50).stream()
            .filter(t -> t.id().value().equals(sent.path("task").asText()))
            .findFirst()
            .orElseThrow();
    fixture.deliver(task);
    return task;
  }
}
