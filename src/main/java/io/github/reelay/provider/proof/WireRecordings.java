package io.github.reelay.provider.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.Bytes;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Resolution;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recorded conversations of a dialect: a folder of its name beside its file, with a file for
 * each request and its answer. They are played to the dialect, which says what it would send and
 * what it reads; no relay is asked.
 */
public final class WireRecordings {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant EPOCH = Instant.EPOCH;

  /** A picture whose bytes are a part of a form. */
  private static final String FILE = "a file";

  private static final Duration LINK_TTL = Duration.ofHours(24);

  private final Dialect dialect;
  private final Catalogue catalogue;

  private WireRecordings(Dialect dialect, Catalogue catalogue) {
    this.dialect = dialect;
    this.catalogue = catalogue;
  }

  /**
   * One recording, played.
   *
   * @param lines what would be sent and what was read
   * @param problems what is not as it was recorded
   */
  public record Played(String name, List<String> lines, List<String> problems) {
    public Played {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Plays all of them; a description that is wrong is the only thing told then.
   *
   * @param file the dialect's
   */
  public static List<Played> play(Path file, Catalogue catalogue) throws IOException {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
    List<String> errors = new ArrayList<>();
    Optional<Dialect> read = Dialects.read(name, Files.readString(file), file.toString(), errors);
    if (read.isEmpty() || !errors.isEmpty()) {
      return List.of(new Played(file.toString(), List.of(), errors));
    }
    WireRecordings recordings = new WireRecordings(read.get(), catalogue);
    List<Played> played = new ArrayList<>();
    Path folder = file.resolveSibling(name);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path one : files.sorted().toList()) {
          played.add(recordings.play(one));
        }
      }
    }
    return played;
  }

  private Played play(Path file) throws IOException {
    JsonNode recorded = JSON.readTree(Files.readString(file));
    List<String> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (recorded.path("call").asText().equals("lookup")) {
      String path =
          dialect
              .lookupPath(
                  recorded.at("/ask/identity").asText(), recorded.path("picture").asBoolean())
              .orElse("nothing");
      lines.add("asks  " + path);
      compare(recorded, "asks", JSON.getNodeFactory().textNode(path), problems);
    } else if (recorded.has("ask")) {
      Optional<JsonNode> sent = sent(recorded.path("ask"), recorded.path("row").asText());
      lines.add("sends " + sent.map(JsonNode::toString).orElse("nothing: there is no such row"));
      compare(recorded, "sends", sent.orElse(null), problems);
      if (recorded.has("sdk") && sent.isPresent()) {
        SdkRequest sdk = new SdkRequest(recorded.path("sdk"));
        lines.add(sdk.line());
        problems.addAll(sdk.problems(sent.get(), dialect));
      }
    }
    if (recorded.has("id")) {
      String path =
          dialect.taskPath(recorded.path("id").asText(), recorded.path("picture").asBoolean());
      lines.add("asks  " + path);
      compare(recorded, "asks", JSON.getNodeFactory().textNode(path), problems);
    }
    String stopped = stopped(recorded);
    if (recorded.has("stops") || stopped != null) {
      lines.add("stops " + (stopped == null ? "nothing" : stopped));
      compare(recorded, "stops", JSON.getNodeFactory().textNode(stopped), problems);
    }
    String read = read(recorded);
    lines.add("reads " + read);
    compare(recorded, "reads", JSON.getNodeFactory().textNode(read), problems);
    return new Played(String.valueOf(file.getFileName()), lines, problems);
  }

  private static void compare(
      JsonNode recorded, String key, @Nullable JsonNode found, List<String> problems) {
    if (!recorded.path(key).equals(found)) {
      problems.add(key + " is recorded as " + recorded.path(key));
    }
  }

  private Optional<JsonNode> sent(JsonNode ask, String row) {
    List<GenerationRequest.ImageInput> pictures = new ArrayList<>();
    ask.path("pictures")
        .forEach(picture ->
            pictures.add(
                picture.asText().equals(FILE)
                    ? new GenerationRequest.ImageInput.File(new Bytes(new byte[0]))
                    : new GenerationRequest.ImageInput.Text(picture.asText())));
    GenerationMode mode =
        switch (pictures.size()) {
          case 0 -> GenerationMode.TEXT;
          case 1 -> GenerationMode.PICTURE;
          default -> GenerationMode.FRAMES;
        };
    return catalogue.rows().stream()
        .filter(one -> (one.provider() + "/" + one.model()).equals(row))
        .findFirst()
        .map(found -> written(dialect.generate(request(found, mode, ask, pictures))));
  }

  private static GenerationRequest request(
      ModelRow row,
      GenerationMode mode,
      JsonNode ask,
      List<GenerationRequest.ImageInput> pictures) {
    return new GenerationRequest(
        row.variant(mode).wire(),
        ask.path("prompt").asText(),
        ask.path("seconds").asInt(),
        AspectRatio.parse(ask.path("aspect").asText()).orElse(null),
        Resolution.parse(ask.path("resolution").asText()).orElse(null),
        pictures,
        Map.of(),
        null,
        ask.path("identity").asText(null),
        ask.path("callback").asText(null));
  }

  private static JsonNode written(HttpPost post) {
    ObjectNode all = JSON.createObjectNode().put("path", post.path());
    switch (post.body()) {
      case HttpPost.Body.Json(String text) -> all.set("json", new HttpReply(0, text, null).json());
      case HttpPost.Body.Form form -> {
        ArrayNode parts = all.putArray("form");
        form.parts()
            .forEach(part ->
                parts.add(
                    part instanceof HttpPost.Part.Field(String name, String value)
                        ? name + "=" + value
                        : part.name() + " (" + FILE + ")"));
      }
    }
    return all;
  }

  /** The call by which a task that answers so would be stopped. */
  private @Nullable String stopped(JsonNode recorded) {
    return dialect
        .cancel(recorded.path("id").asText(), reply(recorded))
        .filter(_ -> recorded.has("id"))
        .map(call -> call.method() + " " + call.path())
        .orElse(null);
  }

  private static HttpReply reply(JsonNode recorded) {
    JsonNode body = recorded.path("body");
    return new HttpReply(
        recorded.path("status").asInt(), body.isTextual() ? body.asText() : body.toString(), null);
  }

  private String read(JsonNode recorded) {
    HttpReply reply = reply(recorded);
    return switch (recorded.path("call").asText()) {
      case "submit" -> describe(dialect.parseSubmitReply(reply, false));
      case "lookup" ->
          describe(dialect.parseLookupReply(reply, recorded.at("/ask/identity").asText()));
      case "callback" ->
          dialect
              .idInCallback(reply.body(), recorded.path("model").asText())
              .map(id -> "called back about " + id)
              .orElse("called back about nothing");
      case "result" -> describe(dialect.parseResultReply(reply, EPOCH, LINK_TTL), false);
      default -> {
        PollResult told = dialect.parsePollReply(reply, Duration.ZERO, EPOCH, LINK_TTL);
        yield describe(told, dialect.chargesCancelled(reply))
            + dialect
                .resultPath(recorded.path("id").asText(), reply, told)
                .map(path -> ", then asks " + path)
                .orElse("");
      }
    };
  }

  private static String describe(SubmitResult result) {
    return switch (result) {
      case SubmitResult.Accepted(String id) -> "accepted as " + id;
      case SubmitResult.NotAccepted(var failure, boolean elsewhere) ->
          "not accepted: " + failure.kind() + (elsewhere ? "" : ", is asked again");
      case SubmitResult.Refused(var failure) -> "refused: " + failure.kind();
      case SubmitResult.Unknown _, SubmitResult.Indeterminate _ -> "perhaps charged";
    };
  }

  private static String describe(PollResult result, boolean chargesCancelled) {
    return switch (result) {
      case PollResult.Working(var percent, var remaining, var place) ->
          "at work"
              + (place == null ? "" : ", " + place + " in front")
              + (percent == null ? "" : " " + percent + "%")
              + (remaining == null ? "" : ", " + remaining.toSeconds() + " s left");
      case PollResult.Done(var file) ->
          "done: "
              + (file.link() == null ? "by the content route" : file.link())
              + (file.seconds() == null ? "" : ", " + file.seconds() + " s")
              + (file.charge() == null ? "" : ", costs " + file.charge());
      case PollResult.DoneWithoutFile _ -> "done, but no link yet";
      case PollResult.Failed(var failure, _) ->
          "failed: "
              + failure.kind()
              + (chargesCancelled && failure.kind() == FailureKind.GENERATION_CANCELLED
                  ? ", charged all the same"
                  : "");
      case PollResult.Missing(var failure) -> "not known there: " + failure.kind();
      case PollResult.Unclear _ -> "says nothing";
      case PollResult.AccountBlocked(var failure) -> "the account: " + failure.kind();
    };
  }
}
