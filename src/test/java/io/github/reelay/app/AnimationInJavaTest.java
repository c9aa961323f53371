package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.MediaFolder;
import io.github.reelay.media.MediaProcessor;
import io.github.reelay.media.picture.WebpFiles;
import io.github.reelay.media.picture.WebpFiles.Plain;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationInJavaTest {
  private static final TaskId TASK = TaskId.of(1_700_000_000_000L, 5);

  @TempDir Path data;

  @Test
  void anAnimatedWebpBecomesAVideoWithoutFfmpegToo() throws IOException {
    MediaFolder folder = MediaFolder.open(data.resolve("media"), null, MediaModule::encoder);
    byte[] file =
        WebpFiles.animation(
            322,
            182,
            new Plain(0, 0, 322, 182, 0xFFC02010, 62, 0),
            new Plain(100, 60, 100, 60, 0xFF2040D0, 124, 0));

    StoreVideoResult result = folder.storeVideo(TASK, Files.write(folder.partFile(TASK), file));

    Video video = ((StoreVideoResult.Stored) result).video();
    assertThat(video.width()).isEqualTo(322);
    assertThat(video.height()).isEqualTo(182);
    assertThat(video.length()).isEqualTo(Duration.ofMillis(186));
    BufferedImage last =
        ImageIO.read(folder.path(new MediaProcessor(folder, null).lastFrame(video)).toFile());
    assertThat(last.getRGB(20, 20) & 0xE0E0E0).isEqualTo(0xC02000);
    assertThat(last.getRGB(150, 90) & 0xE0E0E0).isEqualTo(0x2040C0);
    assertThat(new MediaProcessor(folder, null).thumbnail(video, 320, 200_000)).isPresent();
  }
}
