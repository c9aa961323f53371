package io.github.reelay.provider.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.wire.WireCommand;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every shipped dialect says what was recorded with it. */
class WireRecordingsTest {
  private static final Path WIRES = Path.of("config/wires");
  private static final ConfigFolder FOLDER = new ConfigFolder(Path.of("config"));
  private static final Catalogue SHIPPED = CatalogueReader.read(FOLDER).catalogue();

  static List<Path> recorded() throws IOException {
    try (Stream<Path> folders = Files.list(WIRES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void whatWasRecordedIsSentAndRead(Path folder) throws IOException {
    List<WireRecordings.Played> played = WireRecordings.play(Path.of(folder + ".yaml"), SHIPPED);

    assertThat(played)
        .hasSizeGreaterThan(5)
        .allSatisfy(one -> assertThat(one.problems()).as(one.name()).isEmpty());
  }

  @Test
  void theCommandPrintsWhatWouldBeSentAndRead() {
    StringWriter out = new StringWriter();

    int code = run(out, WIRES.resolve("fal.yaml"));

    assertThat(out.toString())
        .contains(
            "ok    1-text.json\n      sends {\"path\":\"/fal-ai/veo3.1\",\"json\":{\"prompt\":")
        .containsPattern("asks  /fal-ai/veo3.1/requests/[0-9a-f-]+/status\\?logs=0\n")
        .contains("reads not accepted: PROVIDER_BALANCE")
        .endsWith("All is as it was recorded.\n");
    assertThat(code).isZero();
  }

  @Test
  void whatTheOfficialClientSendsOtherwiseIsTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fal.yaml");
    Files.writeString(
        file, Files.readString(WIRES.resolve("fal.yaml")).replace("key: key", "key: bearer"));
    Files.createDirectory(folder.resolve("fal"));
    String recorded = Files.readString(WIRES.resolve("fal/1-text.json"));
    assertThat(recorded).contains("\"client\": \"@fal-ai/client 1.10.1\"");
    int sdk = recorded.indexOf("\"sdk\"");
    Files.writeString(
        folder.resolve("fal/1-text.json"),
        recorded.substring(0, sdk)
            + recorded
                .substring(sdk)
                .replaceFirst("\"8s\"", "\"4s\"")
                .replace("x-fal-queue-priority\": \"its", "x-none\": \"its"));
    StringWriter out = new StringWriter();

    assertThat(run(out, file)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "as    @fal-ai/client 1.10.1 sends it, except {",
            "the official client sends {\"path\":\"/fal-ai/veo3.1\"",
            "\"duration\":\"4s\"",
            "the official client has the headers {authorization=Key $key, x-fal-queue-priority",
            "sdk.except names header x-none, which does not differ");
  }

  @Test
  void aDialectThatReadsSomethingElseIsTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fal.yaml");
    Files.writeString(
        file, Files.readString(WIRES.resolve("fal.yaml")).replace("/{+id}/status?logs=0", "/{id}"));
    Files.createDirectory(folder.resolve("fal"));
    Files.copy(WIRES.resolve("fal/5-done.json"), folder.resolve("fal/5-done.json"));
    StringWriter out = new StringWriter();

    assertThat(run(out, file)).isEqualTo(1);
    assertThat(out.toString())
        .contains("wrong 5-done.json", "asks is recorded as \"/fal-ai/veo3.1/requests/")
        .endsWith("It is not as it was recorded.\n");
  }

  @Test
  void whatIsWrongWithADescriptionIsToldWithTheNearestKey(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        key: bearr
        submit: {path: v1/videos, id: [data/id], body: {model: $modle}}
        task: {path: "/v1/{task}", status: [/status], progres: [/p], words: {fertig: [x]}}
        errors: {statuses: {7: 200}}
        """);
    StringWriter out = new StringWriter();

    assertThat(run(out, file)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            file + ": key: found \"bearr\"; allowed: bearer, key,",
            file + ": submit.path: found \"v1/videos\"; allowed: a path such as /v1/videos",
            file + ": submit.id[0]: found \"data/id\"; allowed: a JSON pointer",
            file + ": submit.body: $modle is no slot; there are ",
            file + ": task.path: found \"/v1/{task}\"",
            file + ": task.progres: is no key here; nearest: progress; known: ",
            file + ": task.words.fertig: is no key here; known: cancelled, done,",
            file + ": errors.statuses.7: found 200; allowed: an HTTP status such as 402");
  }

  private static int run(StringWriter out, Path file) {
    return new CommandLine(new WireCommand(FOLDER, new PrintWriter(out)))
        .execute("test", file.toString());
  }
}
