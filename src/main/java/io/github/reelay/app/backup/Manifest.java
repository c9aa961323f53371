package io.github.reelay.app.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup; the file {@code manifest.json} in it, written last.
 *
 * @param format of the backup itself
 * @param reelay the version that made it
 * @param schema of the database, as the migrations count
 * @param queued requests that no provider had yet
 * @param unhandledEvents events that nobody had handled yet
 * @param bucket where videos and pictures are, if not in this backup
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
    int format,
    String reelay,
    String schema,
    Instant madeAt,
    DatabaseKind database,
    long queued,
    long unhandledEvents,
    @Nullable String bucket,
    List<Entry> files) {
  static final String FILE_NAME = "manifest.json";
  static final int FORMAT = 1;
  static final String MEDIA = "media";

  /** Nothing else is put into a backup, and nothing leads out of it. */
  private static final Pattern PATH = Pattern.compile("(\\w[\\w.-]*/){0,2}\\w[\\w.-]*");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  enum DatabaseKind {
    EMBEDDED,
    SERVER
  }

  /**
   * @param path in the backup, with slashes
   */
  record Entry(String path, long bytes, String sha256) {
    boolean isMedia() {
      return path.startsWith(MEDIA + "/");
    }

    Path in(Path folder) {
      return folder.resolve(path);
    }
  }

  /** Empty where there is none, or it is no manifest of ours. */
  static Optional<Manifest> read(Path backup) throws IOException {
    Path file = backup.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), Manifest.class))
          .filter(Manifest::isComplete);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ConstantValue") // what is read may lack anything
  private boolean isComplete() {
    return Stream.of(reelay, schema, madeAt, database, files).allMatch(part -> part != null)
        && files.stream()
            .allMatch(entry ->
                entry != null
                    && entry.path() != null
                    && entry.sha256() != null
                    && PATH.matcher(entry.path()).matches());
  }

  void write(Path backup) throws IOException {
    Path file = backup.resolve(FILE_NAME);
    Files.createFile(file, OwnerOnly.fileAttributes(file));
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  long mediaFiles() {
    return files.stream().filter(Entry::isMedia).count();
  }

  long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }
}
