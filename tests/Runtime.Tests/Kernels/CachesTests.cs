using System.Globalization;
using System.IO;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels;

/// <summary>The sizes of caches that the processor says, against those that the operating system says.</summary>
public sealed class CachesTests
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    [Theory]
    [InlineData("1", "Data")]
    [InlineData("2", "Unified")]
    public void Are_those_that_Linux_says(string level, string kind)
    {
        var size = level == "1" ? Caches.First : Caches.Second;
        Assert.InRange(size, level == "1" ? 32 << 10 : 512 << 10, 1 << 30);
        foreach (var cache in Directory.Exists(Folder) && X86Base.IsSupported ? Directory.GetDirectories(Folder, "index*") : [])
        {
            string Read(string name) => File.ReadAllText(Path.Combine(cache, name)).Trim();
            if (Read("level") == level && Read("type") == kind)
            {
                var said = int.Parse(Read("size").TrimEnd('K'), CultureInfo.InvariantCulture) << 10;
                Assert.True(size == said || said < size && said < (level == "1" ? 32 << 10 : 512 << 10), $"{size} bytes, but Linux says {said}.");
            }
        }
    }
}
