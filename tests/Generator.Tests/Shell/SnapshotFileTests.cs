using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Approved files are named as Verify names them, after a test that exists: docs/decisions/0013.</summary>
public sealed partial class SnapshotFileTests
{
    [Fact]
    public void Every_approved_file_belongs_to_a_method_of_the_class_beside_it()
    {
        var files = Directory.GetFiles(Repository.PathOf("tests"), "*.verified.*", SearchOption.AllDirectories)
            .Where(file => !InBuildOutput(file))
            .ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var name = ApprovedFile().Match(Path.GetFileName(file));
            Assert.True(name.Success, file);
            var code = Path.Combine(Path.GetDirectoryName(file)!, name.Groups["class"].Value + ".cs");
            Assert.True(File.Exists(code), $"{file} belongs to no class: there is no {code}");
            var text = File.ReadAllText(code);
            Assert.Contains($"class {name.Groups["class"].Value}", text, StringComparison.Ordinal);
            Assert.Contains(Methods(name.Groups["case"].Value), method => Regex.IsMatch(text, $@"\basync Task {Regex.Escape(method)}\("));
        });
    }

    [Fact]
    public void A_class_with_snapshots_has_the_name_of_its_file()
    {
        var users = Directory.GetFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !InBuildOutput(file) && !file.Contains(".verified.", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("await Snapshot." + nameof(Snapshot.Verify), StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(users);
        Assert.All(users, file => Assert.Contains($"class {Path.GetFileNameWithoutExtension(file)}", File.ReadAllText(file), StringComparison.Ordinal));
    }

    /// <summary>What may be the method, since parameters follow an underscore and names have some too.</summary>
    private static string[] Methods(string name) =>
        [name, .. name.Select((character, i) => (character, i)).Where(one => one.character == '_').Select(one => name[..one.i])];

    private static bool InBuildOutput(string file) => Path.GetRelativePath(Repository.PathOf("tests"), file).Split(Path.DirectorySeparatorChar) is [_, "bin" or "obj", ..];

    [GeneratedRegex(@"^(?<class>\w+)\.(?<case>.+)\.verified\.\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex ApprovedFile();
}
