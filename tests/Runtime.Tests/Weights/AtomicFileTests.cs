using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Safetensors;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>Whatever happens to a writer, what stands under the name is the old file or the new one.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private static readonly TensorData Old = Floats("a", 1);
    private static readonly TensorData New = Floats("a", 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("netspec-").FullName;

    private string Target => Path.Combine(_folder, "net.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_makes_no_file_leaves_the_old_one()
    {
        SafetensorsWriter.Write(Target, [Old]);
        var before = File.ReadAllBytes(Target);

        Refused<ArgumentException>(() => SafetensorsWriter.Write(Target, [New, New]));
        Refused<ArgumentException>(() => SafetensorsWriter.Write(Target, [New], [new("k", "1"), new("k", "2")]));
        Refused<ArgumentException>(() => SafetensorsWriter.Write(Target, [New], [new("k", null!)]));
        Refused<ArgumentException>(() => SafetensorsWriter.Write(Target, [New], [new("k\ud800", "1")]));
        Refused<ArgumentException>(() => SafetensorsWriter.Write(Target, [Floats("\udc00", 1)]));
        Refused<ArgumentException>(() => SafetensorsWriter.Write(Target, [New, null!]));
        Refused<InvalidDataException>(() => SafetensorsWriter.Write(Target, Throwing()));
        Refused<InvalidDataException>(() => SafetensorsWriter.Write(Target, [New], ThrowingMetadata()));
        Refused<IOException>(() => SafetensorsWriter.Write(Target, [New, new TensorData("b", TensorType.U8, [5], new FailingContent(5))]));

        void Refused<T>(Action write)
            where T : Exception
        {
            Assert.Throws<T>(write);
            Assert.Equal(before, File.ReadAllBytes(Target));
            Assert.Equal([Target], Directory.GetFiles(_folder));
        }
    }

    /// <summary>The name of the file that is written beside the target says nothing to the caller, and it is gone.</summary>
    [Fact]
    public void What_the_system_refuses_is_said_of_the_target()
    {
        // Its own file is taken away from under the writer.
        var refused = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Target, stream => File.Delete(((FileStream)stream).Name)));
        Assert.Contains($"'{Target}'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.InnerException!.HResult, refused.HResult);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_writer_that_is_killed_leaves_a_whole_file_and_the_next_one_cleans_up()
    {
        var (small, large) = (new ParameterStore(WriterProcess.Layout), new ParameterStore(WriterProcess.Layout));
        small.Values.Fill(1);
        large.Values.Fill(2);
        var delays = new Random(1);
        for (var i = 0; i < 6; i++)
        {
            small.Save(Target);
            using var writer = WriterProcess.Start(Target);
            Assert.Equal("writing", writer.StandardOutput.ReadLine());
            Thread.Sleep(delays.Next(1, 40));
            writer.Kill();
            writer.WaitForExit();

            var values = ParameterStore.Load(WriterProcess.Layout, Target).Values.ToArray();
            Assert.True(values.SequenceEqual(small.Values.ToArray()) || values.SequenceEqual(large.Values.ToArray()));
            Assert.InRange(Directory.GetFiles(_folder).Length, 1, 2);
        }

        small.Save(Target);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_another_writer_is_at_is_left_alone()
    {
        AtomicFile.Write(Target, outer =>
        {
            outer.Write("outer"u8);
            AtomicFile.WriteText(Target, "inner");
            Assert.Equal(2, Directory.GetFiles(_folder).Length);
        });
        Assert.Equal("outer", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Writers_side_by_side_leave_one_whole_file()
    {
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => AtomicFile.WriteText(Target, new string((char)('a' + (i % 26)), 100_000)));
        var text = File.ReadAllText(Target);
        Assert.Equal(new string(text[0], 100_000), text);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Files_of_others_are_left_alone()
    {
        string[] others = [".net.safetensors.tmp", ".net.safetensors.0123456g.tmp", ".other.01234567.tmp", "net.safetensors.01234567.tmp"];
        Array.ForEach(others, name => File.WriteAllText(Path.Combine(_folder, name), "x"));
        File.WriteAllText(Path.Combine(_folder, ".net.safetensors.01234567.tmp"), "left by a writer that was killed");
        AtomicFile.WriteText(Target, "text");
        Assert.Equal([.. others.Append("net.safetensors").Order(StringComparer.Ordinal)], Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_may_be_as_long_as_the_file_system_takes()
    {
        var target = Path.Combine(_folder, new string('n', 250) + ".st");
        AtomicFile.WriteText(target, "text");
        Assert.Equal([target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Permissions_stay_and_links_are_followed()
    {
        if (OperatingSystem.IsWindows())
            return;

        AtomicFile.WriteText(Target, "old");
        File.SetUnixFileMode(Target, Mode);
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "second");
        File.CreateSymbolicLink(Path.Combine(_folder, "second"), Target);

        AtomicFile.Write(link, stream =>
        {
            AssertMode(Directory.GetFiles(_folder, ".*.tmp").Single());
            stream.Write("new"u8);
        });
        Assert.Equal("new", File.ReadAllText(Target));
        AssertMode(Target);
        Assert.Equal("second", new FileInfo(link).LinkTarget);

        File.CreateSymbolicLink(Path.Combine(_folder, "dangling"), "born");
        AtomicFile.WriteText(Path.Combine(_folder, "dangling"), "born");
        Assert.Equal("born", File.ReadAllText(Path.Combine(_folder, "born")));
        Assert.Equal("born", new FileInfo(Path.Combine(_folder, "dangling")).LinkTarget);
    }

    [Fact]
    public void What_cannot_be_written_is_said_by_name()
    {
        AtomicFile.WriteText(Target, "old");
        File.SetAttributes(Target, FileAttributes.ReadOnly);
        Assert.Equal($"'{Target}' is read-only.", Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.WriteText(Target, "new")).Message);
        File.SetAttributes(Target, FileAttributes.Normal);
        Assert.Equal("old", File.ReadAllText(Target));

        Assert.Equal($"'{_folder}' is a folder, not a file.", Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.WriteText(_folder, "new")).Message);
        var nowhere = Path.Combine(_folder, "no", "file");
        Assert.Equal($"'{nowhere}' cannot be written: there is no folder '{Path.Combine(_folder, "no")}'.", Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.WriteText(nowhere, "new")).Message);
    }

    [Fact]
    public async Task Devices_and_pipes_are_written_as_they_are()
    {
        if (!OperatingSystem.IsLinux())
            return;

        SafetensorsWriter.Write("/dev/null", [New]);
        Assert.Throws<IOException>(() => SafetensorsWriter.Write("/dev/full", [New]));
        Assert.True(File.Exists("/dev/null") && File.Exists("/dev/full"));

        var pipe = Path.Combine(_folder, "pipe");
        using (var made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        var read = Task.Run(() => ParameterStore.Load(new ParameterLayout(new ParameterInfo("a", ParameterRole.Weight, 1)), pipe));
        SafetensorsWriter.Write(pipe, [New]);
        Assert.Equal(2, (await read).Values[0]);
        Assert.Equal([pipe], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_pipe_says_by_name_that_it_gives_each_tensor_once()
    {
        if (!OperatingSystem.IsLinux())
            return;

        var pipe = Path.Combine(_folder, "pipe");
        using (var made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        var write = Task.Run(() => SafetensorsWriter.Write(pipe, [Old, Floats("b", 3)]));
        using var file = SafetensorsFile.Open(pipe);
        var value = new float[1];
        file.Read(file.Tensors[1], value);
        Assert.StartsWith($"{pipe} cannot seek", Assert.Throws<InvalidOperationException>(() => file.Read(file.Tensors[0], value)).Message, StringComparison.Ordinal);
        await write;
    }

    [Fact]
    public void A_layer_may_be_replaced_in_its_own_file()
    {
        SafetensorsWriter.Write(Target, [TensorData.FromFloats("fc.weight", TensorType.F32, [4, 4], new float[16]), Old]);
        var layer = new SparseLayer("fc", KroneckerFactorisation.Of(new float[16], KroneckerChain.Parse("ks(1, 2, 2, 2) -> ks(2, 2, 2, 1)")));
        layer.Replace(Target, Target);
        using var file = SafetensorsFile.Open(Target);
        Assert.Equal(["a", "fc.0.weight", "fc.1.weight"], file.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
    }

    private static void AssertMode(string file)
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(Mode, File.GetUnixFileMode(file));
    }

    private static TensorData Floats(string name, params float[] values) => TensorData.FromFloats(name, TensorType.F32, [values.Length], values);

    private static IEnumerable<TensorData> Throwing()
    {
        yield return New;
        throw new InvalidDataException("an enumerable that throws");
    }

    private static IEnumerable<KeyValuePair<string, string>> ThrowingMetadata()
    {
        yield return new("k", "1");
        throw new InvalidDataException("an enumerable that throws");
    }

    /// <summary>A disk that is full in the middle of a tensor.</summary>
    private sealed class FailingContent(long length) : TensorContent
    {
        public override long ByteLength => length;

        public override void WriteTo(Stream stream)
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }
    }
}
