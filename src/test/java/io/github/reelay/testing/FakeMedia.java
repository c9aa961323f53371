package io.github.reelay.testing;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A media part that takes every picture, has every video, and links and shrinks only when a test
 * says so. Without a folder it writes no file. Thread-safe.
 */
public class FakeMedia implements MediaStore, MediaConverter, MediaLinks {
  /** What every picture becomes that is taken. */
  public static final ReferenceImage IMAGE =
      new ReferenceImage("ab".repeat(32), "image/jpeg", 640, 480, 1000);

  /** What every video's thumbnail is. */
  private static final byte[] THUMBNAIL = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  /** The pictures it has; {@link #IMAGE} from the beginning. */
  public final Set<ReferenceImage> images = ConcurrentHashMap.newKeySet();

  /** The exact sizes that pictures were asked for in. */
  public final List<Optional<Size>> sizesAsked = new CopyOnWriteArrayList<>();

  /** The clips of each film that was joined. */
  public final List<List<Video>> filmsJoined = new CopyOnWriteArrayList<>();

  /** Where links lead; null while there are none. */
  public volatile @Nullable URI link;

  public volatile boolean hasVideos = true;

  /** Whether nobody can say what is there. */
  public volatile BooleanSupplier isAway = () -> false;

  /** What videos are shrunk to; null while nothing shrinks them. */
  public volatile @Nullable Path shrunk;

  /** How large what is downloaded says to be; empty while it has to be whole first. */
  public volatile OptionalLong streamable = OptionalLong.empty();

  private final Path folder;

  public FakeMedia() {
    this(Path.of("media"));
  }

  /**
   * @param folder where pictures are kept, and where a test puts its videos
   */
  public FakeMedia(Path folder) {
    this.folder = folder;
    images.add(IMAGE);
  }

  @Override
  public Path partFile(TaskId task) throws IOException {
    return folder.resolve(task + ".part");
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    return new StoreVideoResult.Stored(videoOf(task));
  }

  /** What is stored for a task. */
  protected static Video videoOf(TaskId task) {
    return new Video(task + ".mp4", 1000, 1280, 720, Duration.ofSeconds(8), "00");
  }

  /** As long as all of them; only the last clip of a film is told here. */
  @Override
  public Optional<Video> joinFilm(TaskId last, List<Video> clips) throws IOException {
    filmsJoined.add(clips);
    return Optional.of(
        new Video(
            last + "-film.mp4",
            clips.stream().mapToLong(Video::bytes).sum(),
            clips.getFirst().width(),
            clips.getFirst().height(),
            clips.stream().map(Video::length).reduce(Duration.ZERO, Duration::plus),
            "11"));
  }

  /** Bytes that spell a reason are no picture for that reason. */
  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) throws IOException {
    String text = new String(bytes.readNBytes((int) limit), StandardCharsets.UTF_8);
    for (StoreImageResult.Reason reason : StoreImageResult.Reason.values()) {
      if (text.equals(reason.name())) {
        return new StoreImageResult.Invalid(reason);
      }
    }
    if (Files.isDirectory(folder)) {
      Files.writeString(path(IMAGE), text);
    }
    images.add(IMAGE);
    return new StoreImageResult.Stored(IMAGE);
  }

  @Override
  public Path path(Video video) {
    return folder.resolve(video.file());
  }

  @Override
  public Path path(ReferenceImage image) {
    return folder.resolve(image.sha256());
  }

  @Override
  public boolean has(Video video) {
    if (isAway.getAsBoolean()) {
      throw new UncheckedIOException(new IOException("the store cannot be reached"));
    }
    return hasVideos;
  }

  @Override
  public boolean has(ReferenceImage image) {
    return images.contains(image);
  }

  @Override
  public void delete(Video video) {}

  @Override
  public byte[] toJpeg(ReferenceImage image, @Nullable Size exactSize, long maxBytes) {
    sizesAsked.add(Optional.ofNullable(exactSize));
    return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
  }

  @Override
  public ReferenceImage lastFrame(Video video) {
    return new ReferenceImage("99".repeat(32), "image/jpeg", video.width(), video.height(), 4);
  }

  @Override
  public Optional<byte[]> thumbnail(Video video, int maxSide, int maxBytes) {
    return Optional.of(THUMBNAIL);
  }

  @Override
  public OptionalLong awaitStreamable(GrowingFile file) throws IOException {
    file.awaitMore(0);
    return streamable;
  }

  @Override
  public Optional<Path> shrink(Video video, long maxBytes) {
    return Optional.ofNullable(shrunk);
  }

  @Override
  public Optional<URI> link(ReferenceImage image, Duration validFor) {
    return Optional.ofNullable(link);
  }

  @Override
  public Optional<URI> link(Video video, Duration validFor) {
    return Optional.ofNullable(link);
  }
}
