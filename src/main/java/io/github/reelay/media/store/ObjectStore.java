package io.github.reelay.media.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of whole files by name that every instance reaches. What it cannot do now, for whatever
 * reason, throws {@link StoreException}. Safe for many threads.
 */
public interface ObjectStore extends AutoCloseable {
  /** What is there under a name. */
  record StoredObject(String name, long bytes, Instant modifiedAt) {}

  /** Puts a file there; it is durable, and every instance has it, when this returns. */
  void put(String name, Path file) throws IOException;

  /**
   * Writes what is there into a file.
   *
   * @param to a new file; may be left behind unfinished
   * @param maxBytes no more is written
   * @return empty if there is nothing under that name
   */
  Optional<StoredObject> get(String name, Path to, long maxBytes) throws IOException;

  /** Missing is fine. */
  void delete(String name) throws IOException;

  /** Everything whose name begins so. */
  List<StoredObject> list(String prefix) throws IOException;

  /**
   * Puts, lists, reads and deletes a small object of its own.
   *
   * @throws StoreException with a sentence for the operator
   */
  void probe() throws IOException;

  /** Tells it from other stores; holds no secret. */
  String address();

  @Override
  void close();
}
