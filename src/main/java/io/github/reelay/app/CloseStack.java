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

  @Override
  public void close() {
    while (!resources.isEmpty()) {
      Resource next = resources.pop();
      try {
        next.closeable().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.atWarn()
            .setCause(e)
            .log("{} did not close in order; its state is durable", next.name());
      }
    }
  }
}
