using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths.Bounds;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests;

/// <summary>The rooms of the runtime: folders, namespaces, the arrows between them, and what is public in which.</summary>
public sealed class RoomTests
{
    private const string Root = "NetSpec.Runtime";

    /// <summary>Hidden, though in a room of users: what emitted code calls there.</summary>
    private static readonly Type[] HiddenElsewhere = [typeof(WorkspaceReservation), typeof(ForwardPass)];

    private static readonly string[] RoomsOfEmittedCode = [Root + ".Kernels", Root + ".Paths.Passes"];

    private static readonly string Source = Repository.PathOf("src", "Runtime");

    [Fact]
    public void A_folder_is_a_namespace() => Assert.All(Files(), file =>
        Assert.Contains($"\nnamespace {string.Join('.', new[] { Root }.Concat(Room(file).Split('/', StringSplitOptions.RemoveEmptyEntries)))};\n", "\n" + File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void Rooms_know_whom_the_drawing_says()
    {
        var found = Files()
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^using NetSpec\.Runtime\.?([\w.]*);", RegexOptions.Multiline).Select(match => (From: Room(file), To: match.Groups[1].Value.Replace('.', '/'))))
            .Where(arrow => !AreNested(arrow.From, arrow.To))
            .ToHashSet();

        Assert.Equal(Drawn().Order(), found.Order());
    }

    [Fact]
    public void The_drawing_has_no_circle()
    {
        var rest = Drawn().ToHashSet();
        while (rest.RemoveWhere(arrow => !rest.Any(next => next.From == arrow.To)) > 0)
        {
        }

        Assert.Empty(rest);
    }

    [Fact]
    public void Every_room_is_drawn() => Assert.Equal(Files().Select(Room).Distinct().Order(), Rows().Select(row => row.Room).Order());

    [Fact]
    public void What_only_emitted_code_calls_is_hidden() => Assert.All(typeof(Model).Assembly.GetExportedTypes().Where(type => !type.IsNested), type =>
        Assert.True(
            IsHidden(type) == (RoomsOfEmittedCode.Any(room => type.Namespace == room || type.Namespace!.StartsWith(room + ".", StringComparison.Ordinal)) || HiddenElsewhere.Contains(type)),
            $"{type} is {(IsHidden(type) ? "" : "not ")}hidden"));

    private static bool IsHidden(Type type) => type.GetCustomAttribute<EditorBrowsableAttribute>() is { State: EditorBrowsableState.Never };

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => Room(file).Split('/')[0] is not ("obj" or "bin"));

    private static string Room(string file) => Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace('\\', '/') is var room and not "." ? room : "";

    private static bool AreNested(string one, string other) => one == other || IsIn(one, other) || IsIn(other, one);

    private static bool IsIn(string inner, string outer) => inner.StartsWith(outer + "/", StringComparison.Ordinal);

    private static IEnumerable<(string From, string To)> Drawn() => Rows().SelectMany(row => row.Knows.Select(to => (row.Room, to)));

    private static IEnumerable<(string Room, string[] Knows)> Rows() => File.ReadLines(Repository.PathOf("docs", "architecture.md"))
        .SkipWhile(line => line != "| room | for what | knows |").Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|'))
        .Select(cells => (Name(cells[1]), cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Name).ToArray()));

    private static string Name(string cell) => cell.Trim().Trim('`') is var name and not "." ? name : "";
}
