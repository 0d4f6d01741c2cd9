using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;

namespace NetSpec.Tests.Support.Snapshots;

/// <summary>A comparison that can still be configured and runs when it is awaited, as Verify's <c>SettingsTask</c> does.</summary>
public sealed class SnapshotTask
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _text;
    private readonly string _extension;
    private readonly string _sourceFile;
    private readonly string _method;
    private string _parameters = "";
    private bool _accepts = Environment.GetEnvironmentVariable("NETSPEC_ACCEPT") == "1";

    internal SnapshotTask(string text, string extension, string sourceFile, string method) =>
        (_text, _extension, _sourceFile, _method) = (text, extension, sourceFile, method);

    /// <summary>Names the case of a theory: the file is <c>Class.Method_text.verified.ext</c>.</summary>
    public SnapshotTask UseTextForParameters(string text)
    {
        _parameters = "_" + text;
        return this;
    }

    /// <summary>Whether a difference is approved, instead of what the environment variable says.</summary>
    public SnapshotTask Accepting(bool accepts)
    {
        _accepts = accepts;
        return this;
    }

    public TaskAwaiter GetAwaiter() => CompareAsync().GetAwaiter();

    private async Task CompareAsync()
    {
        var directory = Path.GetDirectoryName(_sourceFile)!;
        var name = Path.Combine(directory, Path.GetFileNameWithoutExtension(_sourceFile) + "." + _method + _parameters);
        var verified = name + ".verified." + _extension;
        var received = name + ".received." + _extension;

        var approved = File.Exists(verified) ? await File.ReadAllTextAsync(verified).ConfigureAwait(false) : null;
        if (approved == _text)
        {
            File.Delete(received);
            return;
        }

        if (_accepts)
        {
            await File.WriteAllTextAsync(verified, _text, Utf8).ConfigureAwait(false);
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, _text, Utf8).ConfigureAwait(false);
        throw new SnapshotMismatchException(Difference(approved, received, verified));
    }

    private string Difference(string? approved, string received, string verified)
    {
        if (approved is null)
        {
            return $"There is no approved {verified} yet; what the test made is in {received}. Approve it with NETSPEC_ACCEPT=1.";
        }

        var (expected, actual) = (approved.Split('\n'), _text.Split('\n'));
        var line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        return $"""
            {received} differs from {Path.GetFileName(verified)} at line {line + 1}:
            approved: {(line < expected.Length ? expected[line] : "(end of file)")}
            received: {(line < actual.Length ? actual[line] : "(end of file)")}
            Approve it with NETSPEC_ACCEPT=1.
            """;
    }
}
