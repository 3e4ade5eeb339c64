package org.tare.job.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The process of a job.
 *
 * @param machine the host, and on Linux the namespace of its process numbers: containers may share the name of a host
 * @param pid the number of the process
 * @param started when it started, as numbers are used again
 */
record Owner(String machine, long pid, String started) {
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    private static final Owner CURRENT =
            new Owner(thisMachine(), ProcessHandle.current().pid(), started(ProcessHandle.current()));

    static Owner current() {
        return CURRENT;
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String thisMachine() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        try {
            return host + " " + Files.readSymbolicLink(NAMESPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return host;
        }
    }

    boolean runsHere() {
        return machine.equals(CURRENT.machine);
    }

    /** Whether it runs, where that can be known because it {@link #runsHere}. */
    boolean runs() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent()
                && process.get().isAlive()
                && started(process.get()).equals(started)
                && !isDefunct();
    }

    /** A process that was killed keeps its number until its parent asks for its status, which some never do. */
    private boolean isDefunct() {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return status.substring(status.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "process " + pid + " on " + machine.split(" ", -1)[0];
    }
}
