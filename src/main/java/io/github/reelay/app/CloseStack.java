package io.github.reelay.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stack of opened parts that are closed in the opposite order; one that fails does not keep the
 * others open.
 */
final class CloseStack implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CloseStack.class);

  private final Deque<Resource> resources = new ArrayDeque<>();

  private record Resource(String name, AutoCloseable closeable) {}

  <T extends AutoCloseable> T add(String name, T part) {
    resources.push(new Resource(name, part));
    return part;
  }

  /** Closes one before the others. */
  void close(AutoCloseable part) {
    resources.stream().filter(r -> r.closeable().equals(part)).toList().forEach(this::close);
  }

  @Override
  public void close() {
    while (!resources.isEmpty()) {
      close(resources.getFirst());
    }
  }

  private void close(Resource resource) {
    resources.remove(resource);
    try {
      resource.closeable().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.atWarn()
          .setCause(e)
          .log("{} did not close in order; its state is durable", resource.name());
    }
  }
}
