using System.IO;
using System.Linq;
using System.Xml.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>Tests start as soon as their own project is built: what they pack must be built by then.</summary>
public sealed class BuildOrderTests
{
    [Fact]
    public void Every_project_that_is_packed_is_built_before_these_tests()
    {
        var packed = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => XDocument.Load(project).Descendants("IsPackable").All(value => value.Value != "false"))
            .ToList();
        var tests = Repository.PathOf("tests", "Package");
        var built = XDocument.Load(Path.Combine(tests, "NetSpec.Package.Tests.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(tests, reference.Attribute("Include")!.Value)))
            .ToList();

        Assert.NotEmpty(packed);
        Assert.Empty(packed.Except(built));
    }
}
