package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.media.Ffmpeg;
import io.github.reelay.media.MediaFolder;
import io.github.reelay.media.MediaOptions;
import io.github.reelay.media.MediaProcessor;
import io.github.reelay.media.PictureEncoder;
import io.github.reelay.media.SignedLinks;
import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.media.store.S3Options;
import io.github.reelay.media.store.S3Store;
import io.github.reelay.media.store.StoreException;
import io.github.reelay.provider.sandbox.Mp4Encoder;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.tracking.port.MediaConverter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures and videos on our disk. */
record MediaModule(MediaFolder folder, MediaConverter converter, SignedLinks links) {
  /** Shrinking a long video takes a minute or two; more means that something hangs. */
  private static final Duration FFMPEG_TIMEOUT = Duration.ofMinutes(5);

  private static final int MILLIS_PER_SECOND = 1000;

  private static final Logger log = LoggerFactory.getLogger(MediaModule.class);

  /**
   * Opens the media folder.
   *
   * @param store what the folder holds copies of; null: nothing but the folder has its files
   * @param shared whether other instances may work in it
   */
  static MediaModule open(
      Settings settings,
      @Nullable ObjectStore store,
      boolean shared,
      HmacSigner signer,
      InstantSource clock,
      CloseStack closeStack)
      throws IOException {
    Ffmpeg ffmpeg = openFfmpeg(settings, closeStack);
    Path root = settings.media().dir();
    MediaFolder folder;
    if (store != null) {
      folder = MediaFolder.openCopy(root, ffmpeg, MediaModule::encoder, store);
    } else {
      folder =
          shared
              ? MediaFolder.openShared(root, ffmpeg, MediaModule::encoder)
              : MediaFolder.open(root, ffmpeg, MediaModule::encoder);
    }
    return of(folder, ffmpeg, settings, signer, clock, closeStack);
  }

  /**
   * The bucket, if there is to be one. A mistake in its settings ends the start, before anything is
   * begun. One that is away now is waited for: most of the work needs none.
   */
  static @Nullable ObjectStore openStore(Settings settings, CloseStack closeStack)
      throws IOException {
    S3Options bucket = settings.media().store();
    if (bucket == null) {
      return null;
    }
    ObjectStore store = closeStack.add("the bucket", new S3Store(bucket));
    try {
      store.probe();
    } catch (StoreException e) {
      if (e.needsOperator()) {
        throw e;
      }
      log.atWarn().log("Videos and pictures wait until the store is back: {}", e.getMessage());
    }
    return store;
  }

  /** Who stands by keeps nothing that others might delete meanwhile. */
  static void evictCopies(Settings settings, ObjectStore store) {
    try {
      int evicted = MediaFolder.evictCopies(settings.media().dir(), store.address());
      log.atDebug().log("{} copies of files in the store were deleted here", evicted);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("Copies of files in the store stay until this one works");
    }
  }

  /**
   * Opens one of its own beside a running program's.
   *
   * @param root another folder than that one's, whose parts would be swept away
   */
  static MediaModule openApart(
      Settings settings, Path root, HmacSigner signer, InstantSource clock, CloseStack closeStack)
      throws IOException {
    Ffmpeg ffmpeg = openFfmpeg(settings, closeStack);
    return of(
        MediaFolder.open(root, ffmpeg, MediaModule::encoder),
        ffmpeg,
        settings,
        signer,
        clock,
        closeStack);
  }

  private static MediaModule of(
      MediaFolder folder,
      @Nullable Ffmpeg ffmpeg,
      Settings settings,
      HmacSigner signer,
      InstantSource clock,
      CloseStack closeStack) {
    closeStack.add("the media folder", folder);
    return new MediaModule(
        folder,
        new MediaProcessor(folder, ffmpeg),
        new SignedLinks(settings.web().publicUrl(), folder, signer, clock));
  }

  /** The sandbox has an encoder in Java, which serves where there is no ffmpeg. */
  static PictureEncoder encoder(Path to, int width, int height, int millisPerPicture)
      throws IOException {
    Mp4Encoder encoder = new Mp4Encoder(to, width, height, MILLIS_PER_SECOND, millisPerPicture);
    return new PictureEncoder() {
      @Override
      public void add(BufferedImage picture) throws IOException {
        encoder.add(picture);
      }

      @Override
      public void finish() throws IOException {
        encoder.finish();
      }

      @Override
      public void close() throws IOException {
        encoder.close();
      }
    };
  }

  private static @Nullable Ffmpeg openFfmpeg(Settings settings, CloseStack closeStack) {
    return findFfmpeg(settings.media())
        .map(ffmpeg -> closeStack.add("ffmpeg", ffmpeg))
        .orElse(null);
  }

  /** The configured program: a path, a name on the PATH, or none. */
  static Optional<Ffmpeg> findFfmpeg(MediaOptions options) {
    return Optional.ofNullable(options.ffmpeg())
        .flatMap(name ->
            Ffmpeg.find(
                name.contains("/") ? Path.of(name) : null, System.getenv("PATH"), FFMPEG_TIMEOUT));
  }
}
