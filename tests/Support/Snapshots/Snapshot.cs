using System.Runtime.CompilerServices;

namespace NetSpec.Tests.Support.Snapshots;

/// <summary>
/// Compares text with an approved file beside the test, in Verify's convention: <c>Class.Method.verified.ext</c> is the
/// approved text, <c>Class.Method.received.ext</c> appears on a mismatch. Run the tests with <c>NETSPEC_ACCEPT=1</c> to
/// approve what they produce.
/// </summary>
/// <example><code>await Snapshot.Verify(source, extension: "cs").UseTextForParameters(feature);</code></example>
public static class Snapshot
{
    /// <summary>Starts a comparison; awaiting the result carries it out. The class is taken from the source file's name.</summary>
    public static SnapshotTask Verify(
        string text,
        string extension = "txt",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "") => new(text, extension, sourceFile, method);
}
