package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.PictureFetcher.FetchResult;
import io.github.reelay.conversation.PictureFetcher.FetchResult.Failure;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedPicturesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final MockWebServer server = new MockWebServer();
  private final LinkedPictures pictures =
      new LinkedPictures(new GuardedHttp(true, CLOCK), new FakeMedia());

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  private String serves(MockResponse.Builder answer) {
    server.enqueue(answer.build());
    return server.url("/boat.png").toString();
  }

  @Test
  void aPictureIsFetchedAndKept() {
    String address = serves(new MockResponse.Builder().body("picture bytes"));

    assertThat(pictures.fetch(address)).isEqualTo(new FetchResult.Fetched(FakeMedia.IMAGE));
  }

  @Test
  void whatIsNoPictureIsRefusedByItsBytes() {
    String address =
        serves(
            new MockResponse.Builder()
                .addHeader("Content-Type", "image/png")
                .body(Reason.NOT_A_PICTURE.name()));

    assertThat(pictures.fetch(address)).isEqualTo(new FetchResult.Unusable(Reason.NOT_A_PICTURE));
  }

  @Test
  void moreThanTheBoundIsNotRead() {
    Buffer large = new Buffer();
    large.write(new byte[21 << 20]);
    String address = serves(new MockResponse.Builder().body(large));

    assertThat(pictures.fetch(address)).isEqualTo(new FetchResult.Unusable(Reason.TOO_MANY_BYTES));
  }

  @ParameterizedTest
  @CsvSource({"404, NOT_FOUND", "403, NOT_FOUND", "410, NOT_FOUND", "500, UNREACHABLE"})
  void whatTheServerSaysIsToldApartFromItsTrouble(int status, Failure why) {
    assertThat(pictures.fetch(serves(new MockResponse.Builder().code(status))))
        .isEqualTo(new FetchResult.Failed(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/boat.png",
        "http://[::1]:%d/boat.png",
        "http://2130706433:%d/boat.png",
        "http://localhost:%d/boat.png",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/boat.png",
      })
  void aPrivateAddressIsNeverAsked(String address) {
    LinkedPictures guarded = new LinkedPictures(new GuardedHttp(false, CLOCK), new FakeMedia());

    assertThat(guarded.fetch(address.formatted(server.getPort())))
        .isEqualTo(new FetchResult.Failed(Failure.PRIVATE));
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ann:secret@example.org/a.png", "file:///etc/passwd", "boat"})
  void whatIsNoPlainAddressIsSaidSo(String address) {
    assertThat(pictures.fetch(address)).isEqualTo(new FetchResult.Failed(Failure.INVALID));
  }
}
