package io.github.reelay.app.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.store.S3Options;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where videos and pictures are kept. */
class BucketSettingsTest {
  private static final String CANARY = "canary-of-the-secret-key";

  @TempDir Path home;

  private ConfigFixture bucket() {
    return new ConfigFixture(home)
        .variable("REELAY_MEDIA_STORE", "s3")
        .variable("REELAY_S3_ENDPOINT", "https://s3.example.com/")
        .variable("REELAY_S3_BUCKET", "our-videos")
        .variable("REELAY_S3_ACCESS_KEY", "access")
        .variable("REELAY_S3_SECRET_KEY", CANARY);
  }

  @Test
  void nothingButTheFolderIsUsedUnlessItIsSaid() {
    assertThat(new ConfigFixture(home).settings().media().store()).isNull();
    assertThat(bucket().variable("REELAY_MEDIA_STORE", "folder").settings().media().store())
        .isNull();
  }

  @Test
  void aBucketIsToldByVariables() {
    S3Options options = requireNonNull(bucket().settings().media().store());

    assertThat(options.address()).isEqualTo("https://s3.example.com/our-videos/");
    assertThat(options.region()).isEqualTo("us-east-1");
    assertThat(options.pathStyle()).isTrue();
    assertThat(options.secretKey().reveal()).isEqualTo(CANARY);
    assertThat(options.toString()).doesNotContain(CANARY);
  }

  @Test
  void orByTheFileButForItsKey() {
    S3Options options =
        requireNonNull(
            bucket()
                .file(
                    """
                    media:
                      s3:
                        region: eu-central-1
                        prefix: bots/reelay
                        path-style: false
                    """)
                .settings()
                .media()
                .store());

    assertThat(options.address()).isEqualTo("https://s3.example.com/our-videos/bots/reelay/");
    assertThat(options.region()).isEqualTo("eu-central-1");
    assertThat(options.pathStyle()).isFalse();
    assertThat(
            new ConfigFixture(home)
                .file("media: {s3: {secret-key: " + CANARY + "}}")
                .mistakes()
                .toString())
        .contains("REELAY_S3_SECRET_KEY")
        .doesNotContain(CANARY);
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnce() {
    assertThat(new ConfigFixture(home).variable("REELAY_MEDIA_STORE", "s3").mistakes())
        .hasSize(4)
        .allMatch(mistake -> mistake.contains("since media.store is s3"))
        .anyMatch(mistake -> mistake.contains("REELAY_S3_ENDPOINT"))
        .anyMatch(mistake -> mistake.contains("REELAY_S3_BUCKET"))
        .anyMatch(mistake -> mistake.contains("REELAY_S3_ACCESS_KEY"))
        .anyMatch(mistake -> mistake.contains("REELAY_S3_SECRET_KEY"));
  }

  @Test
  void whatIsNoBucketOrNoPlaceInOneIsRefused() {
    assertThat(bucket().variable("REELAY_S3_BUCKET", "Our Videos").mistakes()).isNotEmpty();
    assertThat(bucket().variable("REELAY_S3_PREFIX", "../elsewhere//").mistakes()).hasSize(1);
    assertThat(bucket().variable("REELAY_S3_ENDPOINT", "https://s3.example.com/a").mistakes())
        .isNotEmpty();
  }
}
