package io.github.reelay.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests wait for what happens, however slow the machine is: a busy one takes longer than
 * Awaitility's ten seconds to log in to a server. The time-out only ends what will never happen.
 */
public final class AwaitilityTimeout implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
  }
}
