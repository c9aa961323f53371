package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.Video;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.MediaLinks.Resolver.MediaFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinksTest {
  private static final Video VIDEO =
      new Video("0ABCDEFGHJKMN.mp4", 3, 1280, 720, Duration.ofSeconds(4), "00");

  @TempDir Path data;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private Path file;
  private SignedLinks links;

  @BeforeEach
  void open() throws IOException {
    MediaFolder folder = MediaFolder.open(data.resolve("media"), null, null);
    file = folder.path(VIDEO);
    Files.writeString(file, "mp4");
    links = open(URI.create("https://bot.example/reelay/"));
  }

  private SignedLinks open(URI publicUrl) throws IOException {
    return new SignedLinks(
        publicUrl, MediaFolder.open(data.resolve("media"), null, null), signer(7), clock);
  }

  private static HmacSigner signer(long seed) {
    return new HmacSigner(HmacSigner.newKey(new Random(seed)));
  }

  private URI link() {
    return links.link(VIDEO, Duration.ofHours(1)).orElseThrow();
  }

  @Test
  void aLinkOpensItsFileUntilItsTime() {
    URI link = link();
    assertThat(link.toString())
        .startsWith("https://bot.example/reelay/media/videos/0ABCDEFGHJKMN.mp4?until=");
    assertThat(follow(link)).contains(new MediaFile(file, "video/mp4"));

    clock.advance(Duration.ofMinutes(59));
    assertThat(follow(link)).isPresent();
    clock.advance(Duration.ofMinutes(1));
    assertThat(follow(link)).isEmpty();
  }

  @Test
  void aLinkGivenBeforeARestartStillHolds() throws IOException {
    URI link = link();
    links = open(URI.create("https://bot.example"));
    assertThat(follow(link)).isPresent();
  }

  @Test
  void noCharacterOfALinkCanBeChanged() {
    Map<String, String> query = query(link());
    String path = "videos/0ABCDEFGHJKMN.mp4";
    assertThat(links.resolve(path, query)).isPresent();
    for (String name : query.keySet()) {
      for (int i = 0; i < query.get(name).length(); i++) {
        StringBuilder bent = new StringBuilder(query.get(name));
        // A neighbour that differs in a high bit, so base64's spare bits do not hide the change.
        bent.setCharAt(i, bent.charAt(i) == '3' ? 'Z' : '3');
        assertThat(
                links.resolve(
                    path, Map.of(name, bent.toString(), other(name), query.get(other(name)))))
            .as(name + " " + i)
            .isEmpty();
      }
    }
    assertThat(links.resolve("videos/0ABCDEFGHJKMP.mp4", query)).isEmpty();
    assertThat(links.resolve("videos/../link.key", query)).isEmpty();
    assertThat(links.resolve(path, Map.of())).isEmpty();
    assertThat(links.resolve(path, Map.of("sign", "", "until", "x"))).isEmpty();
  }

  private static String other(String name) {
    return name.equals("sign") ? "until" : "sign";
  }

  @Test
  void anotherInstallationsLinksAreWorthNothing(@TempDir Path elsewhere) throws IOException {
    SignedLinks others =
        new SignedLinks(
            URI.create("https://bot.example"),
            MediaFolder.open(elsewhere.resolve("media"), null, null),
            signer(8),
            clock);
    assertThat(follow(others.link(VIDEO, Duration.ofHours(1)).orElseThrow())).isEmpty();
  }

  @Test
  void aDeletedFileIsGoneThoughItsLinkIsGood() throws IOException {
    Files.delete(file);
    assertThat(follow(link())).isEmpty();
  }

  @Test
  void withoutAPublicAddressThereAreNoLinks() throws IOException {
    assertThat(
            new SignedLinks(
                    null, MediaFolder.open(data.resolve("media"), null, null), signer(7), clock)
                .link(VIDEO, Duration.ofHours(1)))
        .isEmpty();
  }

  @Test
  void onlyItsOwnerReadsTheFolder() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("media"))))
        .isEqualTo("rwx------");
  }

  private Optional<MediaFile> follow(URI link) {
    return links.resolve(link.getPath().replaceFirst(".*/media/", ""), query(link));
  }

  private static Map<String, String> query(URI link) {
    return Arrays.stream(link.getQuery().split("&"))
        .map(p -> p.split("=", 2))
        .collect(Collectors.toMap(p -> p[0], p -> p[1]));
  }
}
