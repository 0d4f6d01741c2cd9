using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Which rooms of the runtime know which: the drawing of docs/architecture.md, which is read here.</summary>
public sealed class RuntimeRoomTests
{
    private const string Root = "NetSpec.Runtime";

    private static readonly (string Room, string[] Knows)[] Rows =
    [
        .. File.ReadLines(Repository.PathOf("docs", "architecture.md"))
            .SkipWhile(line => line != "| room | for what | knows |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|'))
            .Select(cells => (Name(cells[1]), cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Name).ToArray())),
    ];

    [Fact]
    public void Rooms_know_whom_the_drawing_says()
    {
        var found = Arrows.Of("Runtime")
            .Select(arrow => (From: Room(arrow.From), To: Room(arrow.To), Example: $"{Room(arrow.From)}/{arrow.File} names {arrow.Type} of {Room(arrow.To)}"))
            .Where(arrow => !AreNested(arrow.From, arrow.To))
            .ToLookup(arrow => (arrow.From, arrow.To), arrow => arrow.Example);

        string[] wrong =
        [
            .. found.Where(arrow => !Drawn().Contains(arrow.Key)).Select(arrow => "not drawn: " + arrow.First()),
            .. Drawn().Except(found.Select(arrow => arrow.Key)).Select(arrow => $"drawn, and nobody goes there: {arrow.From} to {arrow.To}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
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
    public void Every_room_is_drawn()
    {
        var source = Repository.PathOf("src", "Runtime");
        var rooms = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(room => room.Split('/')[0] is not ("obj" or "bin"))
            .Distinct();

        Assert.Equal(rooms.Select(Name).Order(), Rows.Select(row => row.Room).Order());
    }

    private static IEnumerable<(string From, string To)> Drawn() => Rows.SelectMany(row => row.Knows.Select(to => (row.Room, to)));

    private static string Room(string name) => name == Root ? "" : name[(Root.Length + 1)..].Replace('.', '/');

    private static bool AreNested(string one, string other) => one == other || IsIn(one, other) || IsIn(other, one);

    private static bool IsIn(string inner, string outer) => inner.StartsWith(outer + "/", StringComparison.Ordinal);

    private static string Name(string cell) => cell.Trim().Trim('`') is var name and not "." ? name : "";
}
