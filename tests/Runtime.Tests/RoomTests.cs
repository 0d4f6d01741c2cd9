using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Graphs;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests;

/// <summary>The rooms of the runtime: folders, namespaces, and what is public in which.</summary>
public sealed class RoomTests
{
    private const string Root = "NetSpec.Runtime";

    /// <summary>Hidden, though in a room of users: what emitted code calls there.</summary>
    private static readonly Type[] HiddenElsewhere = [typeof(WorkspaceReservation), typeof(ForwardPass), typeof(TapAxis)];

    private static readonly string[] RoomsOfEmittedCode = [Root + ".Kernels", Root + ".Paths.Passes"];

    private static readonly string Source = Repository.PathOf("src", "Runtime");

    [Fact]
    public void A_folder_is_a_namespace() => Assert.All(Files(), file =>
        Assert.Contains($"\nnamespace {string.Join('.', new[] { Root }.Concat(Room(file).Split('/', StringSplitOptions.RemoveEmptyEntries)))};\n", "\n" + File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void What_only_emitted_code_calls_is_hidden() => Assert.All(typeof(Model).Assembly.GetExportedTypes().Where(type => !type.IsNested), type =>
        Assert.True(
            IsHidden(type) == (RoomsOfEmittedCode.Any(room => type.Namespace == room || type.Namespace!.StartsWith(room + ".", StringComparison.Ordinal)) || HiddenElsewhere.Contains(type)),
            $"{type} is {(IsHidden(type) ? "" : "not ")}hidden"));

    private static bool IsHidden(Type type) => type.GetCustomAttribute<EditorBrowsableAttribute>() is { State: EditorBrowsableState.Never };

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => Room(file).Split('/')[0] is not ("obj" or "bin"));

    private static string Room(string file) => Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace('\\', '/') is var room and not "." ? room : "";
}
