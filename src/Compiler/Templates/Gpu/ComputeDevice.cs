namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Collections.Generic;
    using global::System.Linq;
    using global::ILGPU;
    using global::ILGPU.Runtime;
    using global::ILGPU.Runtime.CPU;
    using global::ILGPU.Runtime.Cuda;
    using global::ILGPU.Runtime.OpenCL;

    /// <summary>A device to compute on. One that is opened here is closed when this is disposed; a caller's own is left as it is.</summary>
    internal sealed class ComputeDevice : IDisposable
    {
        // As many threads as the largest group of any kernel has, in warps as wide as those of CUDA.
        private const int CpuWarp = 32;
        private const int CpuWarps = 32;

        private readonly Context? _context;

        private ComputeDevice(Context? context, Accelerator accelerator)
        {
            _context = context;
            Accelerator = accelerator;
        }

        /// <summary>The device as ILGPU knows it.</summary>
        public Accelerator Accelerator { get; }

        /// <summary>Whether the device, or the context that it is of, was closed.</summary>
        public bool IsClosed => Accelerator.IsDisposed || Accelerator.Context.IsDisposed;

        /// <summary>A device that the caller opened, and closes.</summary>
        /// <exception cref="ObjectDisposedException">The caller has closed it already.</exception>
        public static ComputeDevice Of(Accelerator accelerator)
        {
            var device = new ComputeDevice(null, accelerator ?? throw new ArgumentNullException(nameof(accelerator)));
            device.ThrowIfClosed("The model");
            return device;
        }

        /// <summary>Opens the CUDA device that runs most threads at a time; where there is none, the OpenCL device that does.</summary>
        /// <exception cref="PlatformNotSupportedException">There is neither; the message lists what was found.</exception>
        public static ComputeDevice Open() => OpenBest() ?? throw new PlatformNotSupportedException(
            $"No device to compute on: {Explain()}. The CPU model needs none; to run the device code on the CPU, which is for tests, pass "
                + $"{nameof(ComputeDevice)}.{nameof(OpenCpu)}().{nameof(Accelerator)}.");

        /// <summary>Opens ILGPU's simulation of a device on the CPU: slow, and for tests.</summary>
        public static ComputeDevice OpenCpu()
        {
            var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2).Profiling().CPU(new CPUDevice(CpuWarp, CpuWarps, 1)));
            return Open(context, context.Devices.First(found => found.AcceleratorType == AcceleratorType.CPU));
        }

        /// <summary>Opens the best device that there is: as <see cref="Open()"/> does, and where there is none, as <see cref="OpenCpu"/> does.</summary>
        public static ComputeDevice OpenAny() => OpenBest() ?? OpenCpu();

        /// <exception cref="ObjectDisposedException">The device was closed.</exception>
        public void ThrowIfClosed(string model)
        {
            if (IsClosed)
                throw new ObjectDisposedException(
                    Accelerator.Name, $"{model} needs an open device: its accelerator, {Accelerator.Name}, or the context of that, was closed.");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_context is null)
                return;

            Accelerator.Dispose();
            _context.Dispose();
        }

        private static ComputeDevice? OpenBest()
        {
            var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2).Profiling().Cuda().OpenCL());
            var device = context.Devices
                .Where(found => found.AcceleratorType != AcceleratorType.CPU)
                .OrderByDescending(found => found.AcceleratorType == AcceleratorType.Cuda)
                .ThenByDescending(found => found.MaxNumThreads)
                .FirstOrDefault();
            if (device is not null)
                return Open(context, device);

            context.Dispose();
            return null;
        }

        private static ComputeDevice Open(Context context, Device device)
        {
            try
            {
                return new ComputeDevice(context, device.CreateAccelerator(context));
            }
            catch (Exception exception)
            {
                context.Dispose();
                throw new InvalidOperationException($"{device.Name} is there but cannot be opened: {exception.Message}", exception);
            }
        }

        /// <summary>What a person can do about a machine without a device: name what is there and what it lacks.</summary>
        private static string Explain()
        {
            var unsuited = new List<string>();
            foreach (var device in CudaDevice.GetDevices(_ => true).OfType<CudaDevice>())
            {
                unsuited.Add(device.InstructionSet is null
                    ? $"{device.Name} has the driver {device.DriverVersion}, which is too old for ILGPU {Context.Version}; install a newer one"
                    : $"{device.Name} is not of an architecture that ILGPU {Context.Version} knows");
            }

            foreach (var device in CLDevice.GetDevices(_ => true).OfType<CLDevice>())
            {
                unsuited.Add($"{device.Name} lacks what ILGPU {Context.Version} needs of an OpenCL device: version 2.0 with a generic address space");
            }

            return unsuited.Count == 0 ? "no CUDA driver with a device, and no OpenCL device that ILGPU can use" : string.Join("; ", unsuited);
        }
    }
}
