package io.github.reelay.tracking.simulation;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test class against a mutation, and ends as {@link SimulationRun} does. */
final class NamedTestRun {
  private NamedTestRun() {}

  public static void main(String[] arguments) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(arguments[0]))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    summary
        .getFailures()
        .forEach(failure ->
            out.println(arguments[0] + " " + failure.getTestIdentifier().getDisplayName()));
    boolean broken = summary.getTotalFailureCount() > 0;
    System.exit(broken ? SimulationRun.VIOLATED : summary.getTestsSucceededCount() > 0 ? 0 : 1);
  }
}
