/**
 * How ranks on several executors exchange arrays: within an executor in memory, between executors over
 * sockets, authenticated and encrypted. It knows nothing of what the arrays mean.
 *
 * <table>
 * <caption>What is inside</caption>
 * <tr><th>types</th><th>what they do</th></tr>
 * <tr><td>Session</td><td>the name and the secrets of one training, from the driver</td></tr>
 * <tr><td>Rendezvous, DriverLink</td><td>how the ranks of an attempt learn each other's addresses, and report to the
 * driver</td></tr>
 * <tr><td>ExecutorGroup, TwoLevelCollective, Placement, ArrayPacking</td><td>the collective of all ranks: in memory within an
 * executor, whose leader exchanges with the other executors</td></tr>
 * <tr><td>ExecutorExchange, IncomingArray, Frame, FrameSeal</td><td>how executors send each other arrays: in frames that are
 * numbered and sealed</td></tr>
 * <tr><td>SocketTransport, LocalSocket, ExecutorAddress, Connection, PeerConnections, Inbox, Handshake</td><td>messages over
 * sockets, from processes that know the session's secret only; whoever waits for them reads them</td></tr>
 * <tr><td>TaskKillWatcher</td><td>a task that Spark has killed fails the exchanges of all</td></tr>
 * </table>
 */
package org.tare.exchange;
