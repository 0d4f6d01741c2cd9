using System;
using System.IO;
using System.Threading.Tasks;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("netspec-snapshot-").FullName;

    private string SourceFile => Path.Combine(_directory, "SampleTests.cs");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_approved_text_passes_and_clears_a_stale_received_file()
    {
        Write("SampleTests.Case_one.verified.cs", "a\nb\n");
        Write("SampleTests.Case_one.received.cs", "old");

        await Snapshot.Verify("a\nb\n", "cs", SourceFile, "Case").UseTextForParameters("one");

        Assert.False(File.Exists(Path.Combine(_directory, "SampleTests.Case_one.received.cs")));
    }

    [Fact]
    public async Task A_difference_is_received_and_named_by_line()
    {
        Write("SampleTests.Case.verified.txt", "a\nb\n");

        var mismatch = await Assert.ThrowsAsync<SnapshotMismatchException>(async () => await Snapshot.Verify("a\nc\n", "txt", SourceFile, "Case").Accepting(false));

        Assert.Contains("line 2", mismatch.Message, StringComparison.Ordinal);
        Assert.Equal("a\nc\n", await File.ReadAllTextAsync(Path.Combine(_directory, "SampleTests.Case.received.txt")));
    }

    [Fact]
    public async Task A_text_without_a_snapshot_fails()
    {
        await Assert.ThrowsAsync<SnapshotMismatchException>(async () => await Snapshot.Verify("a", "txt", SourceFile, "New").Accepting(false));
    }

    [Fact]
    public async Task An_accepted_difference_becomes_the_approved_text()
    {
        Write("SampleTests.Case.verified.txt", "a\n");

        await Snapshot.Verify("b\n", "txt", SourceFile, "Case").Accepting(true);

        await Snapshot.Verify("b\n", "txt", SourceFile, "Case").Accepting(false);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);
}
